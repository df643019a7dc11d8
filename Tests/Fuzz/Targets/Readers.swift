import IAMPolicy
import Wire

/// The readers of documents.
enum Readers {
    /// What was read must survive being written and read again.
    static func json(_ bytes: [UInt8]) -> String? {
        guard let value = try? JSONValue.parse(bytes) else { return nil }
        for style in [JSONValue.Style.compact, .pretty] {
            let text = value.serialized(style)
            guard let again = try? JSONValue.parse(text) else { return "what was written cannot be read: \(text)" }
            if again != value { return "what was written reads otherwise: \(text)" }
        }
        // The reader that knows positions must agree, but for keys that stand twice.
        if let node = try? JSONNode.parse(bytes), node.value != value { return "the two readers disagree" }
        return nil
    }

    /// A tree is never so deep that walking it could overflow the stack.
    static func xml(_ bytes: [UInt8]) -> String? {
        guard let root = try? XMLElement.parse(bytes) else { return nil }
        var level = [root]
        for _ in 0..<200 {
            if level.isEmpty { return nil }
            level = level.flatMap(\.children)
        }
        return level.isEmpty ? nil : "more than 200 levels"
    }

    static func ini(_ bytes: [UInt8]) -> String? {
        for kind in [AWSConfigFile.Kind.config, .credentials] { _ = try? AWSConfigFile.parse(bytes, kind: kind) }
        return nil
    }

    static func yaml(_ bytes: [UInt8]) -> String? {
        guard let documents = try? YAMLNode.parse(bytes) else { return nil }
        for document in documents {
            // What is written as YAML must mean the same when it is read.
            let value = document.json
            let text = YAMLWriter.text(of: value)
            guard let again = try? YAMLNode.parse(text).first?.json else {
                return "what was written cannot be read: \(text)"
            }
            if again != value { return "what was written reads otherwise: \(text)" }
        }
        return nil
    }

    /// A document that can be read is equal to itself and broadens nothing.
    static func policy(_ bytes: [UInt8]) -> String? {
        let text = String(decoding: bytes, as: UTF8.self)
        for kind in [PolicyKind.identity, .trust, .resource] {
            guard let document = try? PolicyDocument.read(text, kind: kind) else { continue }
            guard PolicyComparison.equal(document, document) else { return "a document that is not equal to itself" }
        }
        return nil
    }
}
