/// Reads an archive of `tar` as it comes in: POSIX ustar, with the long names of pax and of GNU.
struct TarReader {
    /// Why an archive cannot be read further.
    enum Problem: Error {
        case noArchive
        case endsEarly
    }

    /// A member of an archive; its content follows.
    struct Member {
        var name: String
        var kind: Kind
        /// How many bytes of content follow.
        var size: Int
    }

    /// What a member is.
    enum Kind {
        case file
        case folder
        /// A link; where to.
        case symbolicLink(String)
        case hardLink(String)
        /// A device, a pipe or something that nobody knows.
        case other
    }

    /// How long names and the records of pax may be.
    private static let headerBytes = 1 << 20
    private static let block = 512
    private let input: PodInput
    private var buffer: [UInt8] = []
    private var start = 0
    private var isFirst = true

    init(_ input: PodInput) { self.input = input }

    /// The next member, nil at the end of the archive.
    mutating func next() async throws(Problem) -> Member? {
        var (longName, longLink, size): (String?, String?, Int?) = (nil, nil, nil)
        while true {
            guard let header = await bytes(Self.block) else { throw isFirst ? .noArchive : .endsEarly }
            if header.allSatisfy({ $0 == 0 }) { return nil }
            guard Self.sum(of: header) == Self.number(header[148..<156]) else { throw .noArchive }
            isFirst = false
            let length = size ?? Self.number(header[124..<136])
            switch header[156] {
            case UInt8(ascii: "L"), UInt8(ascii: "K"):
                let text = Self.text(try await whole(length)[...])
                if header[156] == UInt8(ascii: "L") { longName = text } else { longLink = text }
                continue
            case UInt8(ascii: "x"):
                let records = Self.records(try await whole(length))
                longName = records["path"] ?? longName
                longLink = records["linkpath"] ?? longLink
                size = records["size"].flatMap { Int($0) }
                continue
            case UInt8(ascii: "g"):
                _ = try await whole(length)
                continue
            default: break
            }
            let isPOSIX = header[257..<262].elementsEqual("ustar".utf8) && header[262] == 0
            let prefix = isPOSIX ? Self.text(header[345..<500]) : ""
            let short = Self.text(header[0..<100])
            let name = longName ?? (prefix.isEmpty ? short : "\(prefix)/\(short)")
            let target = longLink ?? Self.text(header[157..<257])
            let kind: Kind =
                switch header[156] {
                case 0, UInt8(ascii: "0"), UInt8(ascii: "7"): name.hasSuffix("/") ? .folder : .file
                case UInt8(ascii: "1"): .hardLink(target)
                case UInt8(ascii: "2"): .symbolicLink(target)
                case UInt8(ascii: "5"): .folder
                default: .other
                }
            if case .file = kind { return Member(name: name, kind: kind, size: length) }
            return Member(name: name, kind: kind, size: 0)
        }
    }

    /// Reads the content of a member in pieces, and what fills its last block.
    mutating func content(of member: Member, _ take: ([UInt8]) async -> Void) async throws(Problem) {
        var left = member.size
        while left > 0 {
            guard let piece = await bytes(min(left, 64 << 10)) else { throw .endsEarly }
            await take(piece)
            left -= piece.count
        }
        let padding = (Self.block - member.size % Self.block) % Self.block
        guard await bytes(padding) != nil else { throw .endsEarly }
    }

    private mutating func whole(_ size: Int) async throws(Problem) -> [UInt8] {
        guard size <= Self.headerBytes else { throw .noArchive }
        let padded = (size + Self.block - 1) / Self.block * Self.block
        guard let all = await bytes(padded) else { throw .endsEarly }
        return Array(all[..<size])
    }

    /// So many bytes; nil where the input ends before them.
    private mutating func bytes(_ count: Int) async -> [UInt8]? {
        while buffer.count - start < count {
            guard let more = await input.chunk() else { return nil }
            buffer.removeFirst(start)
            start = 0
            buffer += more
        }
        defer { start += count }
        return Array(buffer[start..<start + count])
    }

    /// The records of pax: `25 path=a/long/name` and a line end, with the length of all of it in front.
    private static func records(_ bytes: [UInt8]) -> [String: String] {
        var records: [String: String] = [:]
        var rest = bytes[...]
        while let blank = rest.firstIndex(of: 0x20), let length = Int(String(decoding: rest[..<blank], as: UTF8.self)),
            length > blank - rest.startIndex, length <= rest.count
        {
            let record = rest[(blank + 1)..<(rest.startIndex + length)].dropLast()
            if let equals = record.firstIndex(of: UInt8(ascii: "=")) {
                let key = String(decoding: record[..<equals], as: UTF8.self)
                records[key] = String(decoding: record[(equals + 1)...], as: UTF8.self)
            }
            rest = rest[(rest.startIndex + length)...]
        }
        return records
    }

    private static func text(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }

    /// A number in octal, or with the first bit set in binary, as GNU writes large ones.
    private static func number(_ bytes: ArraySlice<UInt8>) -> Int {
        guard bytes.first.map({ $0 & 0x80 == 0 }) ?? true else {
            return bytes.dropFirst().suffix(7).reduce(0) { $0 << 8 | Int($1) }
        }
        return bytes.filter { (0x30...0x37).contains($0) }.reduce(0) { ($0 & Int.max >> 4) << 3 | Int($1 - 0x30) }
    }

    /// The sum over a header, in which its own place counts as blanks.
    private static func sum(of header: [UInt8]) -> Int {
        header.enumerated().reduce(0) { $0 + ((148..<156).contains($1.offset) ? 0x20 : Int($1.element)) }
    }
}
