import Wire

/// OpenAPI version 2 in protocol buffers, which is the only form that older parts of kubectl ask for.
///
/// The message is `openapi.v2.Document` of gnostic.
enum OpenAPIBytes {
    /// The media type that clients are answered with; they ask for it with an at sign, which Go's reader of media types
    /// refuses in an answer.
    static let mediaType = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf"

    /// The document: what objects hold, without paths.
    static var document: [UInt8] {
        var document = ProtobufWriter()
        document.text(1, "2.0")
        document.bytes(
            2,
            message { info in
                info.text(1, "Kubernetes")
                info.text(2, "v1")
            })
        document.bytes(8, [])
        let schemas = OpenAPI.schemas(of: ResourceKind.all, referring: "#/definitions/")
        document.bytes(
            9,
            message { definitions in
                for member in schemas.members { definitions.bytes(1, named(member.key, schema(member.value))) }
            })
        return document.bytes
    }

    private static func message(_ fill: (inout ProtobufWriter) -> Void) -> [UInt8] {
        var writer = ProtobufWriter()
        fill(&writer)
        return writer.bytes
    }

    private static func named(_ name: String, _ value: [UInt8]) -> [UInt8] {
        message {
            $0.text(1, name)
            $0.bytes(2, value)
        }
    }

    private static func schema(_ value: JSONValue) -> [UInt8] {
        message { writer in
            if let reference = value["$ref"]?.string { writer.text(1, reference) }
            if let format = value["format"]?.string { writer.text(2, format) }
            if let text = value["description"]?.string { writer.text(4, text) }
            for name in value["required"]?.array ?? [] { writer.text(19, name.string ?? "") }
            if let more = value["additionalProperties"] {
                writer.bytes(21, message { $0.bytes(1, schema(more)) })
            }
            if let type = value["type"]?.string { writer.bytes(22, message { $0.text(1, type) }) }
            if let items = value["items"] { writer.bytes(23, message { $0.bytes(1, schema(items)) }) }
            if let properties = value["properties"]?.object {
                writer.bytes(
                    25,
                    message { list in
                        for member in properties.members { list.bytes(1, named(member.key, schema(member.value))) }
                    })
            }
            for member in value.members.members where member.key.hasPrefix("x-") {
                // Extensions are YAML in a text; JSON is YAML.
                let text = member.value.serialized(.compact)
                writer.bytes(31, named(member.key, message { $0.text(2, text) }))
            }
        }
    }
}
