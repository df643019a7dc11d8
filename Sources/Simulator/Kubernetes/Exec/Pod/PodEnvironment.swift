/// Environment variables in their order.
struct PodEnvironment: Sendable, Hashable {
    private var names: [String] = []
    private var values: [String: String] = [:]

    /// How many bytes all of it takes.
    private(set) var bytes = 0
    /// Whether a variable was left out because it would have been too long.
    var isTooLong = false

    /// Every variable as `NAME=value`.
    var lines: [String] { names.map { "\($0)=\(values[$0] ?? "")" } }

    /// The value of a variable; setting nil takes it away.
    subscript(name: String) -> String? {
        get { values[name] }
        set {
            if newValue == nil { names.removeAll { $0 == name } }
            if newValue != nil, values[name] == nil { names.append(name) }
            if let old = values[name] { bytes -= name.utf8.count + old.utf8.count + 2 }
            if let newValue { bytes += name.utf8.count + newValue.utf8.count + 2 }
            values[name] = newValue
        }
    }

    /// The words of a command with values filled in; nil where they are more than a program may start with.
    func expanding(_ words: [String]) -> [String]? {
        var room = ArgumentLimits.all - bytes
        var result: [String] = []
        for word in words {
            guard let text = expanding(word), text.utf8.count < room else { return nil }
            room -= text.utf8.count + 1
            result.append(text)
        }
        return result
    }

    /// Text with `$(NAME)` replaced by values, as Kubernetes does in commands and variables; `$$` stands for `$`.
    ///
    /// Nil where it is longer than a variable may be.
    func expanding(_ text: String) -> String? {
        var result = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            guard result.utf8.count <= ArgumentLimits.one else { return nil }
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
        result += rest
        return result.utf8.count <= ArgumentLimits.one ? result : nil
    }
}
