import Wire

/// Reads an object as its Go type: wrong types are refused, unknown fields left out, and what Go does not write is gone.
struct TypedReader {
    /// The fields that no type has, with their paths: `spec.template.spec.containers[0].imagee`.
    private(set) var unknown: [String] = []

    /// Why a value is none of its type, in the words of Go's reader of JSON.
    struct Mismatch: Error, Hashable {
        /// The sentence.
        var sentence: String
    }

    /// An object as a type has it.
    mutating func read(_ object: JSONValue, as shape: Shape) throws(Mismatch) -> JSONValue {
        try self.object(object, shape, Place())
    }

    /// Where in an object a value stands: as Go counts it, and as people write it.
    private struct Place {
        var owner = ""
        var fields: [String] = []
        var shown = ""

        func entering(_ field: String, of shape: Shape) -> Place {
            Place(owner: shape.name, fields: fields + [field], shown: shown.isEmpty ? field : "\(shown).\(field)")
        }

        func item(_ text: String) -> Place {
            Place(owner: owner, fields: fields, shown: "\(shown)\(text)")
        }
    }

    private mutating func object(_ value: JSONValue, _ shape: Shape, _ place: Place) throws(Mismatch) -> JSONValue {
        guard case .object(let members) = value else {
            throw Self.mismatch(value, .object(shape.name), place)
        }
        var result = JSONObject()
        for member in members.members {
            if place.fields.isEmpty, ["kind", "apiVersion"].contains(member.key) {
                guard case .string = member.value else { throw Self.mismatch(member.value, .text("string"), place) }
                result[member.key] = member.value
                continue
            }
            guard let field = shape.members[member.key] else {
                // So many are named, as many as the API server names.
                if unknown.count < 100 {
                    unknown.append(place.shown.isEmpty ? member.key : "\(place.shown).\(member.key)")
                }
                continue
            }
            guard member.value != .null else { continue }
            let kept = try self.value(member.value, field.type, place.entering(member.key, of: shape))
            if !Self.isLeftOut(kept, field) { result[member.key] = kept }
        }
        return .object(result)
    }

    private mutating func value(_ value: JSONValue, _ type: FieldType, _ place: Place) throws(Mismatch) -> JSONValue {
        switch (type, value) {
        case (.pointer(let target), _): return try self.value(value, target, place)
        case (.text, .string), (.flag, .bool), (.anything, _), (.raw, _), (.intOrText, .string): return value
        case (.intOrText, .number), (.number, .number): return try number(value, type, place)
        case (.quantity, .string), (.quantity, .number):
            do throws(Quantity.Problem) {
                return .string(try Quantity(value.string ?? value.number ?? "").canonical)
            } catch { throw Mismatch(sentence: error.sentence) }
        case (.time, .string(let text)):
            guard Timestamp(iso8601: text) != nil else {
                throw Mismatch(
                    sentence:
                        #"parsing time "\#(text)" as "2006-01-02T15:04:05Z07:00": cannot parse "\#(text)" as "2006""#)
            }
            return value
        case (.bytes, .string(let text)):
            guard Base64.decode(text) != nil else {
                throw Mismatch(sentence: "illegal base64 data at input byte \(Self.illegalByte(text))")
            }
            return value
        case (.object(let name), _):
            guard let shape = Shape.all[name] else { return value }
            return try object(value, shape, place)
        case (.list(let item), .array(let items)):
            var read: [JSONValue] = []
            for (index, inner) in items.enumerated() {
                read.append(try self.value(inner == .null ? Self.zero(item) : inner, item, place.item("[\(index)]")))
            }
            return .array(read)
        case (.map(let inner), .object(let members)):
            var read = JSONObject()
            for member in members.members {
                read[member.key] =
                    try self.value(
                        member.value == .null ? Self.zero(inner) : member.value, inner, place.item(".\(member.key)"))
            }
            return .object(read)
        default: throw Self.mismatch(value, type, place)
        }
    }

    private func number(_ value: JSONValue, _ type: FieldType, _ place: Place) throws(Mismatch) -> JSONValue {
        let bits: Int = if case .number(let bits) = type { bits } else { 32 }
        guard let number = value.int, bits == 64 || Int32(exactly: number) != nil,
            value.number?.contains(where: { ".eE".contains($0) }) == false
        else {
            throw Self.mismatch(value, type, place, shown: "number \(value.number ?? "")")
        }
        return value
    }

    private static func mismatch(
        _ value: JSONValue, _ type: FieldType, _ place: Place, shown: String? = nil
    ) -> Mismatch {
        let found = shown ?? value.kindInGo
        guard !place.fields.isEmpty else {
            return Mismatch(sentence: "json: cannot unmarshal \(found) into Go value of type \(type.nameInGo)")
        }
        return Mismatch(
            sentence: "json: cannot unmarshal \(found) into Go struct field \(place.owner)."
                + "\(place.fields.joined(separator: ".")) of type \(type.nameInGo)")
    }

    /// Whether Go writes nothing for a value: empty, and neither a pointer nor a struct.
    private static func isLeftOut(_ value: JSONValue, _ field: Shape.Field) -> Bool {
        guard !field.isAlways else { return false }
        return switch (field.type, value) {
        case (.text, .string("")), (.flag, .bool(false)), (.number, .number("0")), (.bytes, .string("")): true
        case (.list, .array(let items)): items.isEmpty
        case (.map, .object(let members)): members.isEmpty
        default: false
        }
    }

    /// What Go makes of `null` in a list or a map.
    private static func zero(_ type: FieldType) -> JSONValue {
        switch type {
        case .text, .intOrText, .bytes: ""
        case .quantity: "0"
        case .flag: false
        case .number: 0
        case .list: []
        case .object, .map: .object(JSONObject())
        case .time, .anything, .raw, .pointer: .null
        }
    }

    private static func illegalByte(_ text: String) -> Int {
        let bytes = Array(text.utf8)
        let isFine = { (byte: UInt8) in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || [0x2B, 0x2F, 0x3D].contains(byte)
        }
        return bytes.firstIndex { !isFine($0) } ?? bytes.count
    }
}
