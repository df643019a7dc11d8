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

    /// The object, in JSON, YAML or protocol buffers by its media type.
    ///
    /// - Parameters:
    ///   - call: the request.
    ///   - kind: what the path wants, which is named where the body cannot be read.
    /// - Returns: the object.
    /// - Throws: `APIFailure` for a body that cannot be read, or of a media type that is not taken.
    static func object(of call: APICall, as kind: String = "Object") throws(APIFailure) -> JSONValue {
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
        let value: JSONValue
        if yaml.contains(call.contentType) {
            value = try self.yaml(call.body)
        } else {
            do throws(DocumentError) { value = try JSONValue.parse(call.body) } catch {
                throw unrecognized(kind, jsonProblem(call.body, error), call.body)
            }
        }
        guard case .object = value else {
            throw unrecognized(
                kind,
                "couldn't get version/kind; json parse error: json: cannot unmarshal \(value.kindInGo) into Go value of "
                    + #"type struct { APIVersion string "json:\"apiVersion,omitempty\""; Kind string "#
                    + #""json:\"kind,omitempty\"" }"#, call.body)
        }
        return value
    }

    /// Any JSON value.
    static func json(_ bytes: [UInt8]) throws(APIFailure) -> JSONValue {
        do throws(DocumentError) { return try JSONValue.parse(bytes) } catch {
            throw .badRequest(
                jsonProblem(bytes, error).replacing("couldn't get version/kind; json parse error: ", with: ""))
        }
    }

    /// A body that no object can be read from.
    private static func unrecognized(_ kind: String, _ why: String, _ body: [UInt8]) -> APIFailure {
        .badRequest("the object provided is unrecognized (must be of type \(kind)): \(why) (\(summary(of: body)))")
    }

    /// The beginning of a body as the API server repeats it: text where it begins like JSON, else hexadecimal.
    private static func summary(of body: [UInt8]) -> String {
        guard let first = body.first else { return "<empty>" }
        let start = body.prefix(30)
        let shown = first == 0x7B ? String(decoding: start, as: UTF8.self) : Hex.encode(Array(start))
        return shown + (body.count > 30 ? " ..." : "")
    }

    private static func jsonProblem(_ bytes: [UInt8], _ error: DocumentError) -> String {
        let start = "couldn't get version/kind; json parse error: "
        let text = bytes.drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        guard let first = text.first else { return start + "unexpected end of JSON input" }
        // What begins like JSON and cannot be read is, nearly always, cut off.
        let begins = [0x7B, 0x5B, 0x22, 0x74, 0x66, 0x6E, 0x2D].contains(first) || (0x30...0x39).contains(first)
        guard begins else {
            return start + "invalid character '\(Character(UnicodeScalar(first)))' looking for beginning of value"
        }
        let isWhole = text.last == 0x7D || text.last == 0x5D
        return start + (isWhole ? error.sentence : "unexpected end of JSON input")
    }

    private static func yaml(_ bytes: [UInt8]) throws(APIFailure) -> JSONValue {
        // An empty document is an object in which nothing is set.
        if bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) }) { return .object(JSONObject()) }
        do {
            guard let document = try YAMLNode.parse(String(decoding: bytes, as: UTF8.self)).first else {
                return .object(JSONObject())
            }
            return document.json
        } catch {
            throw .badRequest("error decoding YAML: \(error)")
        }
    }
}
