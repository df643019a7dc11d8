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
            if words[0] == "!" { return try !holds(Array(words[1...]), process) }
            throw Problem(sentence: "\(words[1]): binary operator expected")
        case 4 where words[0] == "!": return try !holds(Array(words[1...]), process)
        default:
            throw Problem(sentence: "more than one comparison: not supported in a simulated container")
        }
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
