import Wire

/// The form in which a client wants an answer, by its `Accept` header.
enum Representation: Sendable {
    /// The object as JSON.
    case json
    /// The object as YAML.
    case yaml
    /// The object in protocol buffers.
    case protobuf
    /// Rows for `kubectl get`.
    case table
    /// The metadata alone.
    case partial

    /// The first form that the client takes and the server can make; nil where there is none.
    init?(_ call: APICall) {
        let wanted = call.accept.split(separator: ",").map { part in
            let words = part.split(separator: ";").map { String($0).trimmingBlanks }
            return (type: words.first?.lowercased() ?? "", parameters: Set(words.dropFirst()))
        }
        if wanted.isEmpty {
            self = .json
            return
        }
        let isObject: Bool = if case .resource = call.target { true } else { false }
        // JSON is what clients test against; the binary form is for those who take nothing else.
        for takesBytes in [false, true] {
            for (type, parameters) in wanted {
                switch type {
                case "application/json", "application/*", "*/*":
                    let form = parameters.first { $0.hasPrefix("as=") }.map { $0.dropFirst(3) }
                    guard let form else {
                        self = .json
                        return
                    }
                    guard parameters.contains("g=meta.k8s.io"), isObject else { continue }
                    if form == "Table" {
                        self = .table
                    } else if form.hasPrefix("Partial") {
                        self = .partial
                    } else {
                        continue
                    }
                    return
                case "application/yaml":
                    self = .yaml
                    return
                case ProtobufObject.mediaType where takesBytes:
                    self = .protobuf
                    return
                case "text/plain" where !isObject:
                    self = .json
                    return
                default: continue
                }
            }
        }
        return nil
    }

    /// An answer's body and its media type.
    func body(of object: JSONValue, _ call: APICall?, now: Timestamp) -> (type: String, bytes: [UInt8]) {
        let isStatus = object["kind"]?.string == "Status"
        switch self {
        case .yaml: return ("application/yaml", Array(YAMLWriter.text(of: object).utf8))
        case .protobuf where !isStatus:
            if let bytes = ProtobufObject.write(object) { return (ProtobufObject.mediaType, bytes) }
        case .table where !isStatus:
            if let call, call.method == "GET", case .resource(let kind, _, let name, "") = call.target {
                let version = object.at(["metadata", "resourceVersion"])?.string ?? ""
                let objects = name.isEmpty ? object["items"]?.array ?? [] : [object]
                var table = TableAnswer(now: now).table(objects, kind, version: version)
                for member in ["continue", "remainingItemCount"] {
                    table.set(["metadata", member], name.isEmpty ? object.at(["metadata", member]) : nil)
                }
                return Self.json(table)
            }
        case .partial where !isStatus: return Self.json(Self.metadata(of: object))
        default: break
        }
        return Self.json(object)
    }

    private static func json(_ object: JSONValue) -> (type: String, bytes: [UInt8]) {
        ("application/json", Array(object.serialized(.compact).utf8) + [0x0A])
    }

    private static func metadata(of object: JSONValue) -> JSONValue {
        func one(_ object: JSONValue) -> JSONValue {
            [
                "kind": "PartialObjectMetadata", "apiVersion": "meta.k8s.io/v1",
                "metadata": object["metadata"] ?? .object(JSONObject()),
            ]
        }
        guard let items = object["items"]?.array else { return one(object) }
        return [
            "kind": "PartialObjectMetadataList", "apiVersion": "meta.k8s.io/v1",
            "metadata": object["metadata"] ?? .object(JSONObject()), "items": .array(items.map(one)),
        ]
    }
}
