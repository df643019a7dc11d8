/// What a program in a pod wrote: whole, and line by line as it comes.
public struct PodTranscript: Sendable {
    /// The most bytes that are kept of each stream.
    public static let limit = 1 << 20

    /// The standard output so far.
    public private(set) var output: [UInt8] = []
    /// The standard error so far.
    public private(set) var errors: [UInt8] = []
    private var open: [PodLine.Kind: [UInt8]] = [:]

    /// Nothing written yet.
    public init() {}

    /// Whether anything was written.
    public var isEmpty: Bool { output.isEmpty && errors.isEmpty }

    /// Takes a piece.
    ///
    /// - Parameters:
    ///   - bytes: The piece, which may end in the middle of a line or a character.
    ///   - kind: Output or error.
    /// - Returns: The lines that are whole now.
    public mutating func take(_ bytes: [UInt8], _ kind: PodLine.Kind) -> [PodLine] {
        if kind == .error {
            errors += bytes.prefix(max(0, Self.limit - errors.count))
        } else {
            output += bytes.prefix(max(0, Self.limit - output.count))
        }
        var rest = open[kind] ?? []
        rest += bytes
        var lines: [PodLine] = []
        var start = rest.startIndex
        while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
            lines.append(Self.line(rest[start..<end], kind))
            start = end + 1
        }
        rest.removeSubrange(..<start)
        // A line without end is told in pieces.
        if rest.count > 64 << 10 {
            lines.append(Self.line(rest[...], kind))
            rest = []
        }
        open[kind] = rest
        return lines
    }

    /// The lines that have begun and will not be ended.
    public mutating func end() -> [PodLine] {
        let lines = [PodLine.Kind.output, .error].compactMap { kind -> PodLine? in
            guard let rest = open[kind], !rest.isEmpty else { return nil }
            return Self.line(rest[...], kind)
        }
        open = [:]
        return lines
    }

    private static func line(_ bytes: ArraySlice<UInt8>, _ kind: PodLine.Kind) -> PodLine {
        let bytes = bytes.last == UInt8(ascii: "\r") ? bytes.dropLast() : bytes
        return PodLine(kind, String(decoding: bytes, as: UTF8.self))
    }
}
