/// `wc`: how many lines, words or bytes there are.
struct CountProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let words = process.arguments.dropFirst()
        let options = words.filter { $0.hasPrefix("-") && $0 != "-" }.flatMap { $0.dropFirst() }
        guard options.allSatisfy({ "lwc".contains($0) }) else {
            await process.errors.line(
                "wc: \(options.map(String.init).joined()): not supported in a simulated container")
            return 1
        }
        let paths = words.filter { !$0.hasPrefix("-") || $0 == "-" }
        var code = 0
        for path in paths.isEmpty ? ["-"] : paths {
            var bytes: [UInt8] = []
            if path == "-" {
                while let more = await process.input.chunk() { bytes += more }
            } else {
                do throws(PodFiles.Problem) {
                    bytes = try PodFiles(process.machine).bytes(process.absolute(path))
                } catch {
                    await process.errors.line("wc: \(path): \(error.rawValue)")
                    code = 1
                    continue
                }
            }
            let counts: [(Character, Int)] = [
                ("l", bytes.count { $0 == 0x0A }),
                ("w", bytes.split { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.count), ("c", bytes.count),
            ]
            let shown = counts.filter { options.isEmpty || options.contains($0.0) }.map { String($0.1) }
            let width = shown.count > 1 ? 7 : 0
            let columns = shown.map { String(repeating: " ", count: max(0, width - $0.count)) + $0 }
            await process.output.line(columns.joined(separator: " ") + (paths.isEmpty ? "" : " \(path)"))
        }
        return code
    }
}
