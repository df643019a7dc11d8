import Canvas

/// What has been pasted so far, up to the sequence that ends it.
struct PasteBuffer: Sendable {
    /// The most bytes that are taken: the documents that fields understand have a few thousand.
    static let limit = 1 << 20

    private static let end: [UInt8] = Array("\u{1B}[201~".utf8)

    private var bytes: [UInt8] = []
    private var count = 0
    /// How many bytes of the end have come in a row.
    private var matched = 0

    /// Takes bytes until the end of the paste.
    ///
    /// - Returns: The index after the end's last byte; nil when the end is not among them.
    mutating func take(_ chunk: ArraySlice<UInt8>) -> Int? {
        var index = chunk.startIndex
        while index < chunk.endIndex {
            if matched == 0 {
                let next = chunk[index...].firstIndex(of: 0x1B) ?? chunk.endIndex
                keep(chunk[index..<next])
                index = next
                if index == chunk.endIndex { break }
            }
            let byte = chunk[index]
            // Only the first byte of the end is an Esc, so a match that breaks can start anew there alone.
            matched = byte == PasteBuffer.end[matched] ? matched + 1 : byte == 0x1B ? 1 : 0
            keep(chunk[index...index])
            index += 1
            if matched == PasteBuffer.end.count { return index }
        }
        return nil
    }

    /// What the paste means, now that it is over; nil when nothing was pasted.
    func finished() -> TerminalInput? {
        // Without its end, a part of it may stand there; it goes with the other control characters.
        let size = matched == PasteBuffer.end.count ? count - matched : count
        if size > PasteBuffer.limit { return .oversizedPaste(bytes: size, limit: PasteBuffer.limit) }
        let text = PastedText.cleaned(bytes.prefix(size))
        return text.isEmpty ? nil : .key(.paste(text))
    }

    private mutating func keep(_ more: ArraySlice<UInt8>) {
        count += more.count
        let room = PasteBuffer.limit + PasteBuffer.end.count - bytes.count
        if room > 0 { bytes.append(contentsOf: more.prefix(room)) }
    }
}
