/// `mkdir`: folders; `-p` makes those above them too, and does not mind those that are there.
struct MakeFolderProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let words = process.arguments.dropFirst()
        let options = words.filter { $0.hasPrefix("-") }
        guard options.allSatisfy({ $0 == "-p" }) else {
            await process.errors.line(
                "mkdir: \(options.joined(separator: " ")): not supported in a simulated container")
            return 1
        }
        let paths = words.filter { !$0.hasPrefix("-") }
        guard !paths.isEmpty else {
            await process.errors.line("mkdir: missing operand")
            return 1
        }
        var code = 0
        for path in paths {
            do throws(PodFiles.Problem) {
                if options.isEmpty {
                    try PodFiles(process.machine).makeFolder(process.absolute(path))
                } else {
                    try Self.makeAll(process.absolute(path), process.machine)
                }
            } catch {
                await process.errors.line("mkdir: cannot create directory '\(path)': \(error.rawValue)")
                code = 1
            }
        }
        return code
    }

    /// Makes a folder and all that are missing above it.
    static func makeAll(_ path: String, _ machine: PodMachine) throws(PodFiles.Problem) {
        var place = ""
        for part in path.split(separator: "/") {
            place += "/\(part)"
            let files = PodFiles(machine)
            if files.holds(place) { throw place == path ? .exists : .isNoDirectory }
            if files.entries(of: place) == nil { try files.makeFolder(place) }
        }
    }
}
