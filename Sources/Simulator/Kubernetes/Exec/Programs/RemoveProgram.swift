/// `rm`: files that were written; `-r` folders with what is in them, `-f` does not mind what is not there.
struct RemoveProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let words = process.arguments.dropFirst()
        let options = Set(words.filter { $0.hasPrefix("-") }.flatMap { $0.dropFirst() })
        guard options.isSubset(of: ["f", "r", "R"]) else {
            let named = words.filter { $0.hasPrefix("-") }.joined(separator: " ")
            await process.errors.line("rm: \(named): not supported in a simulated container")
            return 1
        }
        var code = 0
        for path in words where !path.hasPrefix("-") {
            let (files, place) = (PodFiles(process.machine), process.absolute(path))
            do throws(PodFiles.Problem) {
                let isFolder = files.entries(of: place) != nil && !options.isDisjoint(with: ["r", "R"])
                if isFolder { try files.removeFolder(place) } else { try files.remove(place) }
            } catch {
                if error == .missing, options.contains("f") { continue }
                await process.errors.line("rm: cannot remove '\(path)': \(error.rawValue)")
                code = 1
            }
        }
        return code
    }
}
