/// `rm`: files that were written; `-f` does not mind those that are not there.
struct RemoveProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let words = process.arguments.dropFirst()
        let options = words.filter { $0.hasPrefix("-") }
        guard options.allSatisfy({ $0 == "-f" }) else {
            await process.errors.line("rm: \(options.joined(separator: " ")): not supported in a simulated container")
            return 1
        }
        var code = 0
        for path in words where !path.hasPrefix("-") {
            do throws(PodFiles.Problem) { try PodFiles(process.machine).remove(process.absolute(path)) } catch {
                if error == .missing, !options.isEmpty { continue }
                await process.errors.line("rm: cannot remove '\(path)': \(error.rawValue)")
                code = 1
            }
        }
        return code
    }
}
