/// `ls`: the names in directories; options change nothing.
struct ListProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let files = PodFiles(process.machine)
        let named = process.arguments.dropFirst().filter { !$0.hasPrefix("-") }
        let paths = named.isEmpty ? ["."] : Array(named)
        var code = 0
        for (index, path) in paths.enumerated() {
            let place = process.absolute(path)
            if files.holds(place) {
                await process.output.line(path)
            } else if let entries = files.entries(of: place) {
                if paths.count > 1 { await process.output.line((index > 0 ? "\n" : "") + path + ":") }
                for entry in entries { await process.output.line(entry) }
            } else {
                await process.errors.line("ls: cannot access '\(path)': No such file or directory")
                code = 2
            }
        }
        return code
    }
}
