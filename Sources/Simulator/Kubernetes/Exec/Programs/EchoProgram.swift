/// `echo`: its arguments.
struct EchoProgram: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        let words = process.arguments.dropFirst()
        guard words.first == "-n" else {
            await process.output.line(words.joined(separator: " "))
            return 0
        }
        await process.output.write(words.dropFirst().joined(separator: " "))
        return 0
    }
}
