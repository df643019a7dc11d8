/// Environment variables in their order.
struct PodEnvironment: Sendable, Hashable {
    private var names: [String] = []
    private var values: [String: String] = [:]

    /// Every variable as `NAME=value`.
    var lines: [String] { names.map { "\($0)=\(values[$0] ?? "")" } }

    /// The value of a variable; setting nil takes it away.
    subscript(name: String) -> String? {
        get { values[name] }
        set {
            if newValue == nil { names.removeAll { $0 == name } }
            if newValue != nil, values[name] == nil { names.append(name) }
            values[name] = newValue
        }
    }

    /// Text with `$(NAME)` replaced by values, as Kubernetes does in commands and variables; `$$` stands for `$`.
    func expanding(_ text: String) -> String {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            result += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            if rest.first == "$" {
                result += "$"
                rest = rest.dropFirst()
            } else if rest.first == "(", let end = rest.firstIndex(of: ")") {
                let name = String(rest[rest.index(after: rest.startIndex)..<end])
                result += values[name] ?? "$(\(name))"
                rest = rest[rest.index(after: end)...]
            } else {
                result += "$"
            }
        }
        return result + rest
    }
}
