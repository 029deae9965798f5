extension FrameSplitter {
    /// Deals with as much of `piece` as can be without waiting; returns where that ends.
    mutating func pushDirectly(
        _ piece: RawSpan,
        from start: Int,
        _ onFrame: (RawSpan) -> Void,
        _ onDamage: (Damage) -> Void
    ) -> Int {
        var offset = start
        while offset < piece.byteCount {
            switch FrameSearch.step(piece.extracting(offset..<piece.byteCount)) {
            case .frame(let count):
                beginFrame(byteCount: count, onDamage)
                onFrame(piece.extracting(offset..<offset + count))
                offset += count
            case .damage(let count, let reason):
                addDamage(byteCount: count, reason)
                offset += count
            case .wait:
                return offset
            }
        }
        return offset
    }

    /// Deals with what is held as far as can be; returns how many bytes are missing to go on, 0 if
    /// nothing is held any more.
    mutating func stepThroughHeld(
        isLast: Bool,
        _ onFrame: (RawSpan) -> Void,
        _ onDamage: (Damage) -> Void
    ) -> Int {
        while done < held.count {
            switch heldStep(isLast: isLast) {
            case .frame(let count):
                beginFrame(byteCount: count, onDamage)
                let frame = done..<done + count
                done += count
                unsafe onFrame(held.span.bytes.extracting(frame))
            case .damage(let count, let reason):
                addDamage(byteCount: count, reason)
                done += count
            case .wait(let count):
                return count - heldByteCount
            }
        }
        return 0
    }

    private func heldStep(isLast: Bool) -> FrameSearch.Step {
        let rest = unsafe held.span.bytes.extracting(done..<held.count)
        return isLast ? FrameSearch.lastStep(rest) : FrameSearch.step(rest)
    }

    mutating func hold(_ piece: RawSpan, _ range: Range<Int>) {
        if done > 0 {
            held.removeFirst(done)
            done = 0
        }
        unsafe piece.extracting(range).withUnsafeBytes { unsafe held.append(contentsOf: $0) }
    }

    private mutating func beginFrame(byteCount: Int, _ onDamage: (Damage) -> Void) {
        report(onDamage)
        position += UInt64(byteCount)
        frameCount += 1
    }

    private mutating func addDamage(byteCount: Int, _ reason: FrameSearch.Reason) {
        if damage == nil { damage = Damage(offset: position, byteCount: 0, reason: reason) }
        damage?.byteCount += byteCount
        position += UInt64(byteCount)
        damagedByteCount += UInt64(byteCount)
    }

    mutating func report(_ onDamage: (Damage) -> Void) {
        guard let damage else { return }
        self.damage = nil
        onDamage(damage)
    }
}
