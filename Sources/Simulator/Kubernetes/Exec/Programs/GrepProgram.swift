/// `grep`: the lines that hold a text, which is taken as it stands; `-i` and `-v` are known.
struct GrepProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        var flags: Set<Character> = []
        var words: [String] = []
        for word in process.arguments.dropFirst() {
            if word.hasPrefix("-"), words.isEmpty { flags.formUnion(word.dropFirst()) } else { words.append(word) }
        }
        guard let wanted = words.first, flags.isSubset(of: ["i", "v", "F", "E"]) else {
            await process.errors.line("usage: grep [-iv] TEXT [FILE]...")
            return 2
        }
        var lines: [String] = []
        for path in words.dropFirst() {
            do throws(PodFiles.Problem) {
                let text = try PodFiles(process.machine).read(process.absolute(path))
                lines += text.split(separator: "\n").map(String.init)
            } catch {
                await process.errors.line("grep: \(path): \(error.rawValue)")
                return 2
            }
        }
        if words.count == 1 { while let line = await process.input.line() { lines.append(line) } }
        let sought = flags.contains("i") ? wanted.lowercased() : wanted
        let found = lines.filter { line in
            (flags.contains("i") ? line.lowercased() : line).contains(sought) != flags.contains("v")
        }
        for line in found { await process.output.line(line) }
        return found.isEmpty ? 1 : 0
    }
}
