/// `head`: the first lines, or with `-c` the first bytes, of files or of what comes in.
///
/// `/dev/zero` is the file without an end: bytes of it are made as they are read, so that any amount can be sent.
struct HeadProgram: PodProgram {
    /// How many bytes of the endless file are written at once.
    private static let pieceBytes = 32 << 10

    func run(_ process: PodProcess) async -> Int {
        var (count, countsBytes) = (10, false)
        var paths: [String] = []
        var words = process.arguments.dropFirst()
        while let word = words.popFirst() {
            guard word.hasPrefix("-"), word != "-" else {
                paths.append(word)
                continue
            }
            let letter = word.dropFirst().first
            let isCount = letter?.isNumber == true
            guard isCount || letter == "n" || letter == "c" else {
                await process.errors.line("head: \(word): not supported in a simulated container")
                return 1
            }
            let inside = word.dropFirst(isCount ? 1 : 2)
            let text = inside.isEmpty ? words.popFirst() ?? "" : String(inside)
            guard let number = Int(text), number >= 0 else {
                let what = letter == "c" ? "bytes" : "lines"
                await process.errors.line("head: invalid number of \(what): '\(text)'")
                return 1
            }
            (count, countsBytes) = (number, letter == "c")
        }
        var code = 0
        for (index, path) in (paths.isEmpty ? ["-"] : paths).enumerated() {
            var bytes: [UInt8] = []
            if countsBytes, process.absolute(path) == "/dev/zero" {
                await Self.zeros(count, process)
                continue
            }
            if path == "-" {
                bytes = await Self.input(process, count, countsBytes)
            } else {
                do throws(PodFiles.Problem) {
                    bytes = try PodFiles(process.machine).bytes(process.absolute(path))
                } catch {
                    await process.errors.line("head: cannot open '\(path)' for reading: \(error.rawValue)")
                    code = 1
                    continue
                }
            }
            if paths.count > 1 { await process.output.write("\(index > 0 ? "\n" : "")==> \(path) <==\n") }
            await process.output.write(Array(bytes.prefix(Self.end(of: bytes, count, countsBytes))))
        }
        return code
    }

    private static func zeros(_ count: Int, _ process: PodProcess) async {
        var left = count
        while left > 0, !Task.isCancelled {
            await process.output.write([UInt8](repeating: 0, count: min(left, pieceBytes)))
            left -= pieceBytes
        }
    }

    /// Reads as much as is wanted; what was read too far waits for the next program.
    private static func input(_ process: PodProcess, _ count: Int, _ countsBytes: Bool) async -> [UInt8] {
        var bytes: [UInt8] = []
        while !isEnough(bytes, count, countsBytes), let more = await process.input.chunk() { bytes += more }
        let end = end(of: bytes, count, countsBytes)
        if end < bytes.count { process.input.putBack(Array(bytes[end...])) }
        return Array(bytes[..<end])
    }

    private static func isEnough(_ bytes: [UInt8], _ count: Int, _ countsBytes: Bool) -> Bool {
        countsBytes ? bytes.count >= count : bytes.count { $0 == 0x0A } >= count
    }

    private static func end(of bytes: [UInt8], _ count: Int, _ countsBytes: Bool) -> Int {
        if countsBytes { return min(count, bytes.count) }
        var (end, left) = (0, count)
        while left > 0, end < bytes.count {
            if bytes[end] == 0x0A { left -= 1 }
            end += 1
        }
        return end
    }
}
