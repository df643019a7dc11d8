/// What a field of an object holds, as the API's Go types have it.
indirect enum FieldType: Sendable, Hashable {
    /// Text; the name of its own Go type where it has one.
    case text(String)
    /// True or false.
    case flag
    /// A whole number of 32 or 64 bits.
    case number(bits: Int)
    /// An amount such as `500m` or `1Gi`.
    case quantity
    /// A number or a text.
    case intOrText
    /// A moment in RFC 3339.
    case time
    /// Bytes, base64 in JSON.
    case bytes
    /// JSON that nobody looks into.
    case anything
    /// JSON that protocol buffers carry as it is written.
    case raw
    /// Another shape.
    case object(String)
    /// A list.
    case list(FieldType)
    /// Members of one type by any text.
    case map(FieldType)
    /// What can be left out and told from empty.
    case pointer(FieldType)

    /// Reads a type as `kubernetes-shapes.txt` writes it; `rest` is what follows it.
    init(_ word: Substring, rest: inout ArraySlice<Substring>) {
        if word.hasPrefix("*") {
            self = .pointer(FieldType(word.dropFirst(), rest: &rest))
            return
        }
        if word.hasPrefix("[]") {
            self = .list(FieldType(word.dropFirst(2), rest: &rest))
            return
        }
        switch word {
        case "map": self = .map(FieldType(rest.popFirst() ?? "string", rest: &rest))
        case "string": self = .text("string")
        case "bool": self = .flag
        case "int32": self = .number(bits: 32)
        case "int64": self = .number(bits: 64)
        case "quantity": self = .quantity
        case "intOrString": self = .intOrText
        case "time", "microtime": self = .time
        case "bytes": self = .bytes
        case "any": self = .anything
        case "raw": self = .raw
        default: self = word.hasPrefix("string:") ? .text(String(word.dropFirst(7))) : .object(String(word))
        }
    }

    /// The type without being a pointer.
    var target: FieldType {
        if case .pointer(let target) = self { target } else { self }
    }

    /// The shape of the objects that are inside, however deep in lists and maps; nil for plain values.
    var shapeName: String? {
        switch self {
        case .object(let name): name
        case .list(let inner), .map(let inner), .pointer(let inner): inner.shapeName
        default: nil
        }
    }

    /// The type as Go's reader of JSON names it.
    var nameInGo: String {
        switch self {
        case .text(let name): name
        case .flag: "bool"
        case .number(let bits): "int\(bits)"
        case .quantity: "resource.Quantity"
        case .intOrText: "intstr.IntOrString"
        case .time: "v1.Time"
        case .bytes: "[]uint8"
        case .anything, .raw: "interface {}"
        case .object(let name): "v1.\(name)"
        case .list(let item): "[]\(item.nameInGo)"
        case .map(let value): "map[string]\(value.nameInGo)"
        case .pointer(let target): target.nameInGo
        }
    }
}
