import Wire

/// Reads Kubernetes objects in protocol buffers, by the numbers that `kubernetes-shapes.txt` gives their fields.
enum ProtobufObject {
    /// The media type of the form.
    static let mediaType = "application/vnd.kubernetes.protobuf"
    /// What every body begins with.
    static let magic: [UInt8] = [0x6B, 0x38, 0x73, 0x00]

    /// The object in a body: an envelope with version and kind around the message itself.
    static func read(_ bytes: [UInt8]) throws(ProtobufError) -> JSONValue {
        guard bytes.starts(with: magic) else { throw .noMagic }
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
        for member in try message(kind, raw).members { object[member.key] = member.value }
        return .object(object)
    }

    /// A message by its shape; fields with their type's empty value count as left out, as in Kubernetes' JSON.
    private static func message(_ name: String, _ bytes: ArraySlice<UInt8>) throws(ProtobufError) -> JSONObject {
        guard let shape = Shape.all[name] else { throw .unknownKind(name) }
        var object = JSONObject()
        var reader = ProtobufReader(bytes)
        while let (number, value) = try reader.next() {
            guard let field = shape.fields.first(where: { $0.number == number }), field.type.target != .anything else {
                if isEmpty(value) { continue }
                throw .unknownField(message: name, number: number)
            }
            if field.name == "~" {
                guard case .bytes(let inner) = value, let type = field.type.shapeName else { throw .cut }
                for member in try message(type, inner).members { object[member.key] = member.value }
                continue
            }
            switch field.type.target {
            case .list(let type):
                let item = try self.value(value, type) ?? ""
                object[field.name] = .array((object[field.name]?.array ?? []) + [item])
            case .map(let type):
                guard case .bytes(let entry) = value else { throw .cut }
                var members = object[field.name]?.object ?? JSONObject()
                let (key, content) = try self.entry(entry, type)
                members[key] = content
                object[field.name] = .object(members)
            default:
                if let content = try self.value(value, field.type) { object[field.name] = content }
            }
        }
        return object
    }

    private static func value(_ value: ProtobufReader.Value, _ type: FieldType) throws(ProtobufError) -> JSONValue? {
        switch (value, type) {
        case (_, .pointer(let target)):
            let read = try self.value(value, target)
            // What is there and empty is told from what is not there.
            if case .object = target { return read ?? .object(JSONObject()) }
            if case .text = target { return read ?? "" }
            return read
        case (.bytes(let bytes), .text): return bytes.isEmpty ? nil : .string(String(decoding: bytes, as: UTF8.self))
        case (.bytes(let bytes), .bytes): return bytes.isEmpty ? nil : .string(Base64.encode(Array(bytes)))
        case (.bytes(let bytes), .object(let name)):
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
        case (.bytes(let bytes), .raw):
            guard case .bytes(let text)? = try field(1, of: bytes) else { return nil }
            return try? JSONValue.parse(text)
        default: throw .cut
        }
    }

    private static func entry(
        _ bytes: ArraySlice<UInt8>, _ type: FieldType
    ) throws(ProtobufError) -> (String, JSONValue) {
        var key = ""
        if case .bytes(let text)? = try field(1, of: bytes) { key = String(decoding: text, as: UTF8.self) }
        guard let content = try field(2, of: bytes) else { return (key, "") }
        return (key, try value(content, type) ?? "")
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
