import Wire

/// `base64`: encodes a file or what comes in, in lines of 76; `-w` says how long, `-d` decodes.
struct Base64Program: PodProgram {
    func run(_ process: PodProcess) async -> Int {
        var (width, decodes, path) = (76, false, "-")
        var words = process.arguments.dropFirst()
        while let word = words.popFirst() {
            switch word {
            case "-d", "--decode": decodes = true
            case "-w": width = words.popFirst().flatMap { Int($0) } ?? 76
            default:
                if word.hasPrefix("-w"), let number = Int(word.dropFirst(2)) { width = number } else { path = word }
            }
        }
        var bytes: [UInt8] = []
        if path == "-" {
            while let more = await process.input.chunk() { bytes += more }
        } else {
            do throws(PodFiles.Problem) { bytes = try PodFiles(process.machine).bytes(process.absolute(path)) } catch {
                await process.errors.line("base64: \(path): \(error.rawValue)")
                return 1
            }
        }
        if decodes {
            let text = String(decoding: bytes.filter { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
            guard let decoded = Base64.decode(text) else {
                await process.errors.line("base64: invalid input")
                return 1
            }
            await process.output.write(decoded)
            return 0
        }
        var text = Base64.encode(bytes)[...]
        guard width > 0 else {
            await process.output.write(String(text))
            return 0
        }
        while !text.isEmpty {
            await process.output.line(String(text.prefix(width)))
            text = text.dropFirst(width)
        }
        return 0
    }
}
