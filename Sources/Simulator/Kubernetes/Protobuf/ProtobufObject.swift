import Wire

/// Reads Kubernetes objects in protocol buffers.
enum ProtobufObject {
    /// The media type of the form.
    static let mediaType = "application/vnd.kubernetes.protobuf"

    /// The object in a body: an envelope with version and kind around the message itself.
    static func read(_ bytes: [UInt8]) throws(ProtobufError) -> JSONValue {
        guard bytes.starts(with: [0x6B, 0x38, 0x73, 0x00]) else { throw .noMagic }
        var envelope = ProtobufReader(bytes[4...])
        var (version, kind, raw) = ("", "", ArraySlice<UInt8>())
        while let (number, value) = try envelope.next() {
            guard case .bytes(let content) = value else { continue }
            if number == 2 { raw = content }
            guard number == 1 else { continue }
            var type = ProtobufReader(content)
            while let (part, value) = try type.next() {
                guard case .bytes(let text) = value else { continue }
                if part == 1 { version = String(decoding: text, as: UTF8.self) }
                if part == 2 { kind = String(decoding: text, as: UTF8.self) }
            }
        }
        var object = JSONObject([("kind", .string(kind)), ("apiVersion", .string(version))])
        let content = try message(kind, raw)
        for key in content.keys { object[key] = content[key] }
        return .object(object)
    }

    /// A message by the schema; fields with their type's empty value count as left out, as in Kubernetes' JSON.
    private static func message(_ name: String, _ bytes: ArraySlice<UInt8>) throws(ProtobufError) -> JSONObject {
        guard let fields = ProtobufSchema.fields(of: name) else { throw .unknownKind(name) }
        var object = JSONObject()
        var reader = ProtobufReader(bytes)
        while let (number, value) = try reader.next() {
            guard let field = fields[number] else {
                if isEmpty(value) { continue }
                throw .unknownField(message: name, number: number)
            }
            switch field.kind {
            case .list(let kind):
                let item = try self.value(value, kind) ?? ""
                object[field.name] = .array((object[field.name]?.array ?? []) + [item])
            case .map(let kind):
                guard case .bytes(let entry) = value else { throw .cut }
                var members = object[field.name]?.object ?? JSONObject()
                let (key, content) = try self.entry(entry, kind)
                members[key] = content
                object[field.name] = .object(members)
            default:
                if let content = try self.value(value, field.kind) { object[field.name] = content }
            }
        }
        return object
    }

    private static func value(
        _ value: ProtobufReader.Value, _ kind: ProtobufSchema.Kind
    ) throws(ProtobufError) -> JSONValue? {
        switch (value, kind) {
        case (.bytes(let bytes), .text): return bytes.isEmpty ? nil : .string(String(decoding: bytes, as: UTF8.self))
        case (.bytes(let bytes), .message(let name)):
            let object = try message(name, bytes)
            return object.isEmpty ? nil : .object(object)
        case (.varint(let number), .number): return .number(String(Int64(bitPattern: number)))
        case (.varint(let number), .flag): return .bool(number != 0)
        case (.bytes(let bytes), .time):
            guard case .varint(let seconds)? = try field(1, of: bytes), seconds != 0 else { return nil }
            return .string(Timestamp(secondsSinceEpoch: Int64(bitPattern: seconds), nanoseconds: 0).iso8601)
        case (.bytes(let bytes), .intOrText):
            if case .varint(1)? = try field(1, of: bytes), case .bytes(let text)? = try field(3, of: bytes) {
                return .string(String(decoding: text, as: UTF8.self))
            }
            guard case .varint(let number)? = try field(2, of: bytes) else { return 0 }
            return .number(String(Int64(bitPattern: number)))
        case (.bytes(let bytes), .quantity):
            guard case .bytes(let text)? = try field(1, of: bytes) else { return nil }
            return .string(String(decoding: text, as: UTF8.self))
        default: throw .cut
        }
    }

    private static func entry(
        _ bytes: ArraySlice<UInt8>, _ kind: ProtobufSchema.Kind
    ) throws(ProtobufError) -> (String, JSONValue) {
        var key = ""
        if case .bytes(let text)? = try field(1, of: bytes) { key = String(decoding: text, as: UTF8.self) }
        guard let content = try field(2, of: bytes) else { return (key, "") }
        return (key, try value(content, kind) ?? "")
    }

    /// The last value of a field.
    private static func field(
        _ wanted: Int, of bytes: ArraySlice<UInt8>
    ) throws(ProtobufError) -> ProtobufReader.Value? {
        var reader = ProtobufReader(bytes)
        var found: ProtobufReader.Value?
        while let (number, value) = try reader.next() {
            if number == wanted { found = value }
        }
        return found
    }

    private static func isEmpty(_ value: ProtobufReader.Value) -> Bool {
        switch value {
        case .varint(let number): number == 0
        case .bytes(let bytes): bytes.isEmpty
        case .fixed: false
        }
    }
}
