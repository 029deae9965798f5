extension Page {
    /// Colours and sizes, by day, by night, on a phone and on paper.
    static let style = """
        :root { --paper: #ffffff; --ink: #1f2328; --soft: #57606a; --line: #d0d7de;
            --card: #f6f8fa; --link: #0a58ca; --good: #15803d; --mid: #b45309; --bad: #b42318;
            --ask: #1f6feb }
        @media (prefers-color-scheme: dark) {
            :root { --paper: #0d1117; --ink: #e6edf3; --soft: #9aa4af; --line: #30363d;
                --card: #161b22; --link: #6cb0ff; --good: #5fd07f; --mid: #f0a35e;
                --bad: #ff7b72; --ask: #6cb0ff }
        }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.55 system-ui,
            "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif }
        main { max-width: 1060px; margin: 0 auto; padding: 1rem }
        h1 { font-size: 1.5rem; margin: .5rem 0; overflow-wrap: anywhere }
        h2 { font-size: 1.15rem; margin: 1.6rem 0 .6rem }
        a { color: var(--link) }
        [lang=en] { color: var(--soft) }
        h1 [lang=en], h2 [lang=en] { font-weight: 500 }
        .verdict { border: 1px solid var(--line); border-left: 8px solid var(--tone);
            border-radius: 6px; background: var(--card); padding: .8rem 1rem }
        .verdict .word { font-size: 1.5rem; font-weight: 700 }
        .keep { --tone: var(--good) }
        .cascade { --tone: var(--mid) }
        .dismantle { --tone: var(--bad) }
        .testNeeded { --tone: var(--ask) }
        .pill { border: 1px solid var(--tone); border-radius: 1rem; padding: 0 .6rem;
            white-space: nowrap }
        .big { font-size: 2rem; font-weight: 700; margin-right: .6rem }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
            gap: .6rem; margin: 1rem 0 }
        .facts div { background: var(--card); border-radius: 6px; padding: .5rem .8rem }
        .facts dt { font-size: .8rem; color: var(--soft) }
        .facts dd { margin: 0; font-weight: 600 }
        .figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%,
            420px), 1fr)); gap: 1rem }
        figure { margin: 0; border: 1px solid var(--line); border-radius: 6px; padding: .5rem;
            break-inside: avoid }
        figure svg { width: 100%; height: auto; display: block }
        figcaption { font-size: .85rem; padding: .3rem .4rem }
        figcaption p { margin: .2rem 0 }
        .scroll { overflow-x: auto }
        table { border-collapse: collapse; font-size: .9rem; width: 100% }
        th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid var(--line);
            vertical-align: top }
        th { font-weight: 600 }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap }
        .whole { white-space: nowrap }
        details summary { cursor: pointer; padding: .2rem .4rem }
        footer { color: var(--soft); font-size: .85rem; margin: 2rem 0 }
        @media print {
            :root { --paper: #ffffff; --ink: #000000; --soft: #333333; --line: #bbbbbb;
                --card: #ffffff }
            main { max-width: none; padding: 0 }
            body { font-size: 11pt }
            tr { break-inside: avoid }
            a { color: inherit }
        }
        """
}
