/// One element of an XML document, with the whole tree below it.
public struct XMLElement: Hashable, Sendable {
    /// The name without a namespace prefix.
    public let name: String

    /// The attributes by their name as written, prefix included.
    public let attributes: [String: String]

    /// The elements directly inside, in order.
    public let children: [XMLElement]

    /// The text directly inside, with references decoded and CDATA and pieces around comments joined.
    ///
    /// An element that holds elements usually has the blanks between them here.
    public let text: String

    /// Makes an element.
    public init(name: String, attributes: [String: String] = [:], children: [XMLElement] = [], text: String = "") {
        self.name = name
        self.attributes = attributes
        self.children = children
        self.text = text
    }

    /// Reads one XML 1.0 document in UTF-8 and gives its root.
    ///
    /// A DOCTYPE is refused, so there are no entities but the five of XML and character references; at most 200
    /// levels deep. Time is linear in the bytes.
    public static func parse(_ bytes: [UInt8]) throws(DocumentError) -> XMLElement {
        try XMLTreeBuilder.tree(of: bytes)
    }

    /// The first child of this name.
    public func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

    /// All children of this name, in order.
    public func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// The text of the first child of this name; nil when there is no such child.
    public func text(of name: String) -> String? { first(name)?.text }

    /// The element that the path of names leads to, each the first of its name.
    public func first(_ path: [String]) -> XMLElement? {
        var element = self
        for name in path {
            guard let next = element.first(name) else { return nil }
            element = next
        }
        return element
    }

    /// The `member` elements of the first child of this name, as AWS's query answers write lists.
    public func members(of name: String) -> [XMLElement] { first(name)?.all("member") ?? [] }
}
