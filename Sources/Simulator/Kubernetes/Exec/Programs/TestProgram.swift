/// `test` and `[`: comparisons of texts and numbers, and questions about files.
struct TestProgram: PodProgram {
    /// Why an expression cannot be judged.
    private struct Problem: Error { var sentence: String }

    func run(_ process: PodProcess) async -> Int {
        let name = process.arguments.first?.split(separator: "/").last.map(String.init) ?? "test"
        var words = process.arguments.dropFirst()
        if name == "[" {
            guard words.last == "]" else {
                await process.errors.line("[: missing `]'")
                return 2
            }
            words.removeLast()
        }
        do throws(Problem) { return try Self.holds(Array(words), process) ? 0 : 1 } catch {
            await process.errors.line("\(name): \(error.sentence)")
            return 2
        }
    }

    private static func holds(_ words: [String], _ process: PodProcess) throws(Problem) -> Bool {
        switch words.count {
        case 0: return false
        case 1: return !words[0].isEmpty
        case 2:
            if words[0] == "!" { return try !holds([words[1]], process) }
            return try holds(words[0], of: words[1], process)
        case 3:
            if let answer = try compared(words[0], words[1], words[2]) { return answer }
            if words[1] == "-a" { return !words[0].isEmpty && !words[2].isEmpty }
            if words[1] == "-o" { return !words[0].isEmpty || !words[2].isEmpty }
            if words[0] == "!" { return try !holds(Array(words[1...]), process) }
            if words[0] == "(", words[2] == ")" { return !words[1].isEmpty }
            throw Problem(sentence: "\(words[1]): binary operator expected")
        case 4 where words[0] == "!": return try !holds(Array(words[1...]), process)
        default:
            var rest = words[...]
            let answer = try alternatives(&rest, process)
            guard rest.isEmpty else { throw Problem(sentence: "too many arguments") }
            return answer
        }
    }

    // MARK: Several comparisons with `-a` and `-o`, which POSIX calls obsolescent

    private static func alternatives(_ rest: inout ArraySlice<String>, _ process: PodProcess) throws(Problem) -> Bool {
        var answer = try together(&rest, process)
        while rest.first == "-o" {
            rest.removeFirst()
            let next = try together(&rest, process)
            answer = answer || next
        }
        return answer
    }

    private static func together(_ rest: inout ArraySlice<String>, _ process: PodProcess) throws(Problem) -> Bool {
        var answer = try single(&rest, process)
        while rest.first == "-a" {
            rest.removeFirst()
            let next = try single(&rest, process)
            answer = answer && next
        }
        return answer
    }

    private static func single(_ rest: inout ArraySlice<String>, _ process: PodProcess) throws(Problem) -> Bool {
        if rest.first == "!" {
            rest.removeFirst()
            return try !single(&rest, process)
        }
        if rest.first == "(" {
            rest.removeFirst()
            let answer = try alternatives(&rest, process)
            guard rest.popFirst() == ")" else { throw Problem(sentence: "`)' expected") }
            return answer
        }
        let words = Array(rest.prefix(3))
        if words.count == 3, let answer = try compared(words[0], words[1], words[2]) {
            rest = rest.dropFirst(3)
            return answer
        }
        guard let first = words.first else { throw Problem(sentence: "argument expected") }
        guard first.count == 2, first.hasPrefix("-"), words.count > 1, !["-a", "-o"].contains(words[1]) else {
            rest = rest.dropFirst()
            return !first.isEmpty
        }
        rest = rest.dropFirst(2)
        return try holds(first, of: words[1], process)
    }

    private static func holds(_ question: String, of text: String, _ process: PodProcess) throws(Problem) -> Bool {
        let files = PodFiles(process.machine)
        let path = process.absolute(text)
        switch question {
        case "-n": return !text.isEmpty
        case "-z": return text.isEmpty
        case "-e": return files.holds(path) || files.entries(of: path) != nil
        case "-f": return files.holds(path)
        case "-d": return files.entries(of: path) != nil
        case "-h", "-L", "-p", "-S", "-b": return false
        case "-t": return process.isOnTerminal
        case "-x": return files.sources[path] == .program || files.entries(of: path) != nil
        case "-w":
            if files.entries(of: path) != nil { return (try? files.checkWritable(path + "/.x")) != nil }
            return files.holds(path) && (try? files.checkWritable(path)) != nil
        case "-r", "-s":
            let bytes = try? files.bytes(path)
            return question == "-s" ? bytes?.isEmpty == false : bytes != nil || files.entries(of: path) != nil
        default: throw Problem(sentence: "\(question): unary operator expected")
        }
    }

    /// Whether a comparison holds; nil where the middle word is none.
    private static func compared(_ left: String, _ sign: String, _ right: String) throws(Problem) -> Bool? {
        switch sign {
        case "=", "==": return left == right
        case "!=": return left != right
        case "-eq", "-ne", "-lt", "-le", "-gt", "-ge":
            for text in [left, right] where Int(text) == nil {
                throw Problem(sentence: "\(text): integer expression expected")
            }
            guard let first = Int(left), let second = Int(right) else { return nil }
            switch sign {
            case "-eq": return first == second
            case "-ne": return first != second
            case "-lt": return first < second
            case "-le": return first <= second
            case "-gt": return first > second
            default: return first >= second
            }
        default: return nil
        }
    }
}
