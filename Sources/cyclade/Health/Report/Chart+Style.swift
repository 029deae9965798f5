extension Chart {
    /// What colours mean, by day, by night and on paper.
    static let style = """
        svg { --paper: #ffffff; --ink: #1f2328; --soft: #57606a; --grid: #d0d7de;
            --warn: #b42318; --c0: #1f6feb; --c1: #c2570c; --c2: #15803d; --c3: #be185d;
            --c4: #6d28d9; --c5: #0f766e; font-family: system-ui, "PingFang SC",
            "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
        @media (prefers-color-scheme: dark) {
            svg { --paper: #0d1117; --ink: #e6edf3; --soft: #9aa4af; --grid: #30363d;
                --warn: #ff7b72; --c0: #6cb0ff; --c1: #f0a35e; --c2: #5fd07f; --c3: #f48fb8;
                --c4: #b69cff; --c5: #5fd3c6 }
        }
        @media print {
            svg { --paper: #ffffff; --ink: #000000; --soft: #333333; --grid: #cccccc;
                --warn: #b42318; --c0: #1f6feb; --c1: #c2570c; --c2: #15803d; --c3: #be185d;
                --c4: #6d28d9; --c5: #0f766e }
        }
        svg .paper { fill: var(--paper) }
        svg text { fill: var(--ink); font-size: 12px }
        svg .name { font-size: 14px; font-weight: 600 }
        svg .soft { fill: var(--soft) }
        svg .axis { fill: none; stroke: var(--soft) }
        svg .grid { stroke: var(--grid); stroke-width: .6 }
        svg .limit { stroke: var(--warn); stroke-dasharray: 6 4 }
        svg text.limit { fill: var(--warn); stroke: none }
        svg .k0 { color: var(--c0) }
        svg .k1 { color: var(--c1) }
        svg .k2 { color: var(--c2) }
        svg .k3 { color: var(--c3) }
        svg .k4 { color: var(--c4) }
        svg .k5 { color: var(--c5) }
        svg .line { fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round }
        svg .k1.line, svg .k3.line { stroke-dasharray: 7 3 }
        svg .k4.line, svg .k5.line { stroke-dasharray: 2 3 }
        svg .band { fill: currentColor; fill-opacity: .18 }
        svg .dot { fill: currentColor }
        """
}
