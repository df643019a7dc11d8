/// `cat`: files, or what comes in.
struct CatProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let words = process.arguments.dropFirst()
        if let option = words.first(where: { $0.hasPrefix("-") && $0 != "-" }) {
            await process.errors.line("cat: \(option): not supported in a simulated container")
            return 1
        }
        var code = 0
        for path in words.isEmpty ? ["-"] : words {
            if path == "-" {
                while let bytes = await process.input.chunk() { await process.output.write(bytes) }
                continue
            }
            do throws(PodFiles.Problem) {
                await process.output.write(try PodFiles(process.machine).bytes(process.absolute(path)))
            } catch {
                await process.errors.line("cat: \(path): \(error.rawValue)")
                code = 1
            }
        }
        return code
    }
}
