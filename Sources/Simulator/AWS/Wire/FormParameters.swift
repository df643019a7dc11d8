/// The parameters of a query-protocol request: a form, or the query of a GET.
struct FormParameters: Sendable {
    private var values: [String: String] = [:]

    /// Reads `a=1&b=2`, decoding percent signs and plus signs.
    init(_ encoded: some Collection<UInt8>) {
        for part in encoded.split(separator: 0x26) {
            let equals = part.firstIndex(of: 0x3D) ?? part.endIndex
            let name = String(decoding: Percent.decode(part[..<equals], plusIsBlank: true), as: UTF8.self)
            let rest = equals == part.endIndex ? part[equals...] : part[part.index(after: equals)...]
            values[name] = String(decoding: Percent.decode(rest, plusIsBlank: true), as: UTF8.self)
        }
    }

    /// Makes parameters from names and values.
    init(_ values: [String: String]) {
        self.values = values
    }

    /// Every parameter as it was given.
    var all: [String: String] { values }

    /// The value of a parameter.
    subscript(name: String) -> String? { values[name] }

    /// Whether any parameter begins with this prefix, so that a structure was given at all.
    func hasMembers(under prefix: String) -> Bool {
        values.keys.contains { $0.hasPrefix(prefix + ".") }
    }

    /// A list: `Name.member.1` and on, in order, as far as the numbers run without a gap.
    func list(_ name: String) -> [String] {
        var items: [String] = []
        while let item = values["\(name).member.\(items.count + 1)"] { items.append(item) }
        return items
    }

    /// A list of structures, as their prefixes: `Name.member.1`, `Name.member.2` and so on.
    func structures(_ name: String) -> [String] {
        var prefixes: [String] = []
        while hasMembers(under: "\(name).member.\(prefixes.count + 1)") {
            prefixes.append("\(name).member.\(prefixes.count + 1)")
        }
        return prefixes
    }
}
