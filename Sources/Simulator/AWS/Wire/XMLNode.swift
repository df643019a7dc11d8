/// An element of an XML answer.
struct XMLNode: Sendable {
    private enum Content: Sendable {
        case text(String)
        case children([XMLNode])
    }

    private let name: String
    private let content: Content

    /// An element with text.
    init(_ name: String, _ text: String) {
        self.name = name
        content = .text(text)
    }

    /// An element with a number.
    init(_ name: String, _ number: Int) {
        self.init(name, String(number))
    }

    /// An element with `true` or `false`.
    init(_ name: String, _ flag: Bool) {
        self.init(name, flag ? "true" : "false")
    }

    /// An element with children.
    init(_ name: String, _ children: [XMLNode]) {
        self.name = name
        content = .children(children)
    }

    /// A list: an element with one `member` per item.
    static func list(_ name: String, _ items: [[XMLNode]]) -> XMLNode {
        XMLNode(name, items.map { XMLNode("member", $0) })
    }

    /// A list of texts.
    static func list(_ name: String, texts: [String]) -> XMLNode {
        XMLNode(name, texts.map { XMLNode("member", $0) })
    }

    /// A map: an element with one `entry` of `key` and `value` per item.
    static func map(_ name: String, _ entries: [(key: String, value: XMLNode)]) -> XMLNode {
        XMLNode(name, entries.map { XMLNode("entry", [XMLNode("key", $0.key), $0.value]) })
    }

    /// Writes the element, with an XML namespace where one is given.
    func write(into output: inout String, indent: Int = 0, namespace: String? = nil) {
        let margin = String(repeating: "  ", count: indent)
        output += "\(margin)<\(name)"
        if let namespace { output += " xmlns=\"\(namespace)\"" }
        switch content {
        case .text(let text):
            output += ">"
            Self.escape(text, into: &output)
            output += "</\(name)>\n"
        case .children(let children) where children.isEmpty:
            output += "/>\n"
        case .children(let children):
            output += ">\n"
            for child in children { child.write(into: &output, indent: indent + 1) }
            output += "\(margin)</\(name)>\n"
        }
    }

    /// Replaces what XML gives a meaning, and the control characters it cannot hold.
    private static func escape(_ text: String, into output: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "\r": output += "&#13;"
            case "\t", "\n": output.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: output += "\u{FFFD}"
            default: output.unicodeScalars.append(scalar)
            }
        }
    }
}
