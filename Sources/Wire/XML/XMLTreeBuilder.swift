/// Builds the tree of a document from the reader's events.
enum XMLTreeBuilder {
    /// The most levels of elements.
    static let depthLimit = 200

    /// An element whose end has not been met yet.
    private struct Open {
        let name: String
        let attributes: [String: String]
        var children: [XMLElement] = []
        var text: [UInt8] = []

        var element: XMLElement {
            XMLElement(
                name: XMLTreeBuilder.localName(name), attributes: attributes, children: children,
                text: String(decoding: text, as: UTF8.self))
        }
    }

    static func tree(of bytes: [UInt8]) throws(DocumentError) -> XMLElement {
        var reader = try XMLReader(bytes)
        var open: [Open] = []
        var root: XMLElement?
        while true {
            switch try reader.next() {
            case .start(let name, let attributes, let isEmpty):
                if root != nil { throw reader.error(.trailing()) }
                let element = Open(name: name, attributes: attributes)
                if isEmpty {
                    close(element, &open, &root)
                } else {
                    if open.count == depthLimit { throw reader.error(.tooDeep(limit: depthLimit)) }
                    open.append(element)
                }
            case .end(let name):
                guard let last = open.popLast() else { throw reader.error(.unexpected(expected: "an element")) }
                if last.name != name { throw reader.error(.mismatch(open: last.name, close: name)) }
                close(last, &open, &root)
            case .text(let text):
                if open.isEmpty {
                    if text.allSatisfy(XMLReader.isBlank) { continue }
                    throw root == nil ? notXML(bytes, reader) : reader.error(.trailing())
                }
                open[open.count - 1].text.append(contentsOf: text)
            case .endOfDocument:
                guard open.isEmpty else { throw reader.error(.unexpectedEnd) }
                guard let root else { throw reader.error(.empty) }
                return root
            }
        }
    }

    private static func close(_ element: Open, _ open: inout [Open], _ root: inout XMLElement?) {
        if open.isEmpty { root = element.element } else { open[open.count - 1].children.append(element.element) }
    }

    private static func notXML(_ bytes: [UInt8], _ reader: XMLReader) -> DocumentError {
        let begin = bytes.drop(while: XMLReader.isBlank).prefix(20)
        return reader.error(.notXML(begins: String(decoding: begin, as: UTF8.self)), at: 0)
    }

    static func localName(_ name: String) -> String {
        name.lastIndex(of: ":").map { String(name[name.index(after: $0)...]) } ?? name
    }
}
