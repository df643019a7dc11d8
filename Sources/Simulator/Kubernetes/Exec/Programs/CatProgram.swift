/// `cat`: files, or what comes in.
struct CatProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let paths = process.arguments.dropFirst().filter { $0 == "-" || !$0.hasPrefix("-") }
        if paths.isEmpty {
            await copyInput(process)
            return 0
        }
        var code = 0
        for path in paths {
            if path == "-" {
                await copyInput(process)
                continue
            }
            do throws(PodFiles.Problem) {
                await process.output.write(try PodFiles(process.machine).read(process.absolute(path)))
            } catch {
                await process.errors.line("cat: \(path): \(error.rawValue)")
                code = 1
            }
        }
        return code
    }

    private func copyInput(_ process: PodProcess) async {
        while let bytes = await process.input.bytes() { await process.output.write(bytes) }
    }
}
