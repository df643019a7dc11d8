import Wire

extension ProtobufObject {
    /// An object or a list of objects in protocol buffers; nil for a kind whose shape is not known.
    static func write(_ object: JSONValue) -> [UInt8]? {
        let kind = object["kind"]?.string ?? ""
        let raw: [UInt8]
        if let shape = Shape.all[kind] {
            raw = message(object, shape)
        } else {
            guard kind.hasSuffix("List"), let item = Shape.all[String(kind.dropLast(4))],
                let list = Shape.all["ListMeta"]
            else { return nil }
            var writer = ProtobufWriter()
            writer.bytes(1, message(object["metadata"] ?? .null, list))
            for one in object["items"]?.array ?? [] { writer.bytes(2, message(one, item)) }
            raw = writer.bytes
        }
        var type = ProtobufWriter()
        type.text(1, object["apiVersion"]?.string ?? "")
        type.text(2, kind)
        var envelope = ProtobufWriter()
        envelope.bytes(1, type.bytes)
        envelope.bytes(2, raw)
        envelope.text(3, "")
        envelope.text(4, "")
        return magic + envelope.bytes
    }

    private static func message(_ object: JSONValue, _ shape: Shape) -> [UInt8] {
        var writer = ProtobufWriter()
        for field in shape.fields {
            if field.name == "~" {
                if let inner = Shape.of(field.type) { writer.bytes(field.number, message(object, inner)) }
                continue
            }
            guard let value = object[field.name], value != .null else { continue }
            switch field.type.target {
            case .list(let type): for item in value.array ?? [] { put(item, type, field.number, &writer) }
            case .map(let type):
                for member in value.members.members {
                    var entry = ProtobufWriter()
                    entry.text(1, member.key)
                    put(member.value, type, 2, &entry)
                    writer.bytes(field.number, entry.bytes)
                }
            default: put(value, field.type, field.number, &writer)
            }
        }
        return writer.bytes
    }

    private static func put(_ value: JSONValue, _ type: FieldType, _ number: Int, _ writer: inout ProtobufWriter) {
        var inner = ProtobufWriter()
        switch type.target {
        case .text: writer.text(number, value.string ?? "")
        case .flag: writer.number(number, value.bool == true ? 1 : 0)
        case .number: writer.number(number, value.int ?? 0)
        case .bytes: writer.bytes(number, Base64.decode(value.string ?? "") ?? [])
        case .object(let name):
            guard let shape = Shape.all[name] else { return }
            writer.bytes(number, message(value, shape))
        case .quantity:
            inner.text(1, value.string ?? "")
            writer.bytes(number, inner.bytes)
        case .time:
            inner.number(1, Int(Timestamp(iso8601: value.string ?? "")?.secondsSinceEpoch ?? 0))
            writer.bytes(number, inner.bytes)
        case .intOrText:
            inner.number(1, value.string == nil ? 0 : 1)
            inner.number(2, value.int ?? 0)
            inner.text(3, value.string ?? "")
            writer.bytes(number, inner.bytes)
        case .raw:
            inner.text(1, value.serialized(.compact))
            writer.bytes(number, inner.bytes)
        case .list(let item):
            for one in value.array ?? [] { put(one, item, 1, &inner) }
            writer.bytes(number, inner.bytes)
        case .map, .anything, .pointer: break
        }
    }
}
