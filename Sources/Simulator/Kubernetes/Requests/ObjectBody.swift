import Wire

/// Reads the object in a request's body.
enum ObjectBody {
    /// The media types of patches.
    enum Patch: String, CaseIterable, Sendable {
        case json = "application/json-patch+json"
        case merge = "application/merge-patch+json"
        case strategic = "application/strategic-merge-patch+json"
        case apply = "application/apply-patch+yaml"
    }

    /// The object, in JSON or YAML by its media type.
    static func object(of call: APICall) throws(APIFailure) -> JSONValue {
        let yaml = ["application/yaml", "application/apply-patch+yaml", "text/yaml"]
        if call.contentType == ProtobufObject.mediaType {
            do throws(ProtobufError) { return try ProtobufObject.read(call.body) } catch {
                throw .badRequest("couldn't decode protobuf: \(error.sentence)")
            }
        }
        if !["", "application/json", "*/*"].contains(call.contentType), !yaml.contains(call.contentType),
            Patch(rawValue: call.contentType) == nil
        {
            throw .mediaType(accepted: ["application/json", "application/yaml", ProtobufObject.mediaType])
        }
        let value = try yaml.contains(call.contentType) ? self.yaml(call.body) : json(call.body)
        guard case .object = value else {
            throw .badRequest("the object provided is unrecognized (must be of type Object)")
        }
        return value
    }

    /// Any JSON value.
    static func json(_ bytes: [UInt8]) throws(APIFailure) -> JSONValue {
        do throws(DocumentError) { return try JSONValue.parse(bytes) } catch {
            throw .badRequest("couldn't get version/kind; json parse error: \(error.sentence)")
        }
    }

    private static func yaml(_ bytes: [UInt8]) throws(APIFailure) -> JSONValue {
        do {
            guard let document = try YAMLNode.parse(String(decoding: bytes, as: UTF8.self)).first else {
                throw APIFailure.badRequest("error decoding YAML: the document is empty")
            }
            return document.json
        } catch {
            if let failure = error as? APIFailure { throw failure }
            throw .badRequest("error decoding YAML: \(error)")
        }
    }
}
