extension ReportScanner {
    /// Why a frame is not scanned.
    public enum ScanError: Error, Hashable, Sendable {
        /// The bytes are no frame, or its check is wrong.
        case frame(FrameError)
        /// The frame is no realtime or reissued report.
        case notReport(Command)
        /// The unit is encrypted.
        case encrypted(UnitEncryption)
        /// The unit has not even a time.
        case noTime
    }

    /// Decodes a report.
    ///
    /// What a unit holds before something that cannot be understood is decoded; see ``problem``.
    ///
    /// - Parameter frame: One whole frame, no byte more or less.
    /// - Throws: ``ScanError``; the values are then those of no frame.
    @inline(__always)
    public mutating func scan(_ frame: RawSpan) throws(ScanError) {
        clear()
        let header: FrameHeader
        do throws(FrameError) {
            header = try FrameHeader(frame)
        } catch {
            throw .frame(error)
        }
        guard frame.byteCount == header.frameLength else {
            throw .frame(.length(expected: header.frameLength, found: frame.byteCount))
        }
        let check = FrameCheck(frame, length: frame.byteCount)
        guard check.isValid else { throw .frame(.check(check)) }
        guard header.command == .realtime || header.command == .reissue else {
            throw .notReport(header.command)
        }
        guard header.encryption == .none else { throw .encrypted(header.encryption) }
        self.header = header
        let unit = FrameHeader.byteCount..<frame.byteCount - 1
        let hasTime = unsafe frame.extracting(unit).withUnsafeBytes { unsafe scanUnit($0) }
        guard hasTime else { throw .noTime }
    }

    @inline(__always)
    private mutating func clear() {
        header = nil
        time = .zero
        places.removeAll(keepingCapacity: true)
        signedByteCount = nil
        problem = nil
        vehicle = nil
        motors.removeAll(keepingCapacity: true)
        position = nil
        extremes = nil
        alarm = nil
        packs.removeAll(keepingCapacity: true)
        cellVolts.remove(from: 0)
        probeGroups.removeAll(keepingCapacity: true)
        probeCelsius.remove(from: 0)
    }

    private mutating func scanUnit(_ unit: UnsafeRawBufferPointer) -> Bool {
        var reader = unsafe ByteReader(unit)
        guard let header, let time = try? reader.readTime() else { return false }
        self.time = time
        while reader.remaining > 0 {
            let start = reader.offset
            let mark = mark
            guard signedByteCount == nil else {
                problem = (start, .leftOver)
                return true
            }
            var type: UInt8 = 0
            do throws(ByteReader.Shortfall) {
                type = try reader.read()
                guard try scanBody(type, &reader, header.edition) else {
                    problem = (start, .unknownBody(type))
                    return true
                }
            } catch {
                problem = (start, UnitProblem(error, body: type))
                goBack(to: mark)
                return true
            }
            places.append(BodyPlace(type: type, range: start..<reader.offset))
        }
        return true
    }

    /// How much of each list belongs to the bodies before the one being scanned.
    private struct Mark {
        let motors: Int
        let packs: Int
        let cells: Int
        let groups: Int
        let probes: Int
    }

    private var mark: Mark {
        Mark(
            motors: motors.count,
            packs: packs.count,
            cells: cellVolts.count,
            groups: probeGroups.count,
            probes: probeCelsius.count
        )
    }

    /// Forgets what a body that ends too early has added.
    @inline(never)
    private mutating func goBack(to mark: Mark) {
        motors.removeLast(motors.count - mark.motors)
        packs.removeLast(packs.count - mark.packs)
        cellVolts.remove(from: mark.cells)
        probeGroups.removeLast(probeGroups.count - mark.groups)
        probeCelsius.remove(from: mark.probes)
    }
}
