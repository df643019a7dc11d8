/// Takes the fields of one protocol buffers message apart.
struct ProtobufReader {
    /// The value of a field before its type is known.
    enum Value {
        case varint(UInt64)
        case bytes(ArraySlice<UInt8>)
        case fixed
    }

    private var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    /// The next field's number and value; nil at the end.
    ///
    /// - Throws: `ProtobufError` if the bytes are cut or of no known wire type.
    mutating func next() throws(ProtobufError) -> (number: Int, value: Value)? {
        guard !rest.isEmpty else { return nil }
        let key = try varint()
        let number = Int(truncatingIfNeeded: key >> 3)
        switch key & 7 {
        case 0: return (number, .varint(try varint()))
        case 1: return (number, try fixed(8))
        case 2:
            let count = try varint()
            guard count <= UInt64(rest.count) else { throw .cut }
            let bytes = rest.prefix(Int(count))
            rest = rest.dropFirst(Int(count))
            return (number, .bytes(bytes))
        case 5: return (number, try fixed(4))
        default: throw .unknownWireType(Int(key & 7))
        }
    }

    private mutating func fixed(_ count: Int) throws(ProtobufError) -> Value {
        guard rest.count >= count else { throw .cut }
        rest = rest.dropFirst(count)
        return .fixed
    }

    private mutating func varint() throws(ProtobufError) -> UInt64 {
        var result: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard let byte = rest.popFirst() else { throw .cut }
            result |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return result }
        }
        throw .cut
    }
}

/// Why a message in protocol buffers cannot be read.
enum ProtobufError: Error, Hashable {
    /// It does not begin as Kubernetes' messages do.
    case noMagic
    /// It ends in the middle.
    case cut
    /// A field has a wire type that nobody uses any more.
    case unknownWireType(Int)
    /// The simulator does not know the message.
    case unknownKind(String)
    /// The simulator does not know a field of the message.
    case unknownField(message: String, number: Int)

    /// One sentence for people.
    var sentence: String {
        switch self {
        case .noMagic: "the body does not begin with k8s and a zero"
        case .cut: "unexpected EOF"
        case .unknownWireType(let type): "illegal wire type \(type)"
        case .unknownKind(let kind): "the simulator reads \(kind) as JSON or YAML only"
        case .unknownField(let message, let number):
            "the simulator does not know field \(number) of \(message) in protobuf; send JSON or YAML"
        }
    }
}
