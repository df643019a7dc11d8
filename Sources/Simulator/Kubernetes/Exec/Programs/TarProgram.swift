import Wire

/// `tar`: packs files of the container into what it writes, which is how `kubectl cp` brings them out (POSIX ustar).
///
/// The files come from volumes that nobody may write, so nothing is unpacked.
struct TarProgram: PodProgram {
    private static let block = 512

    func run(_ process: PodProcess) async -> Int {
        var words = Array(process.arguments.dropFirst())
        let letters = words.isEmpty ? "" : words.removeFirst().filter { $0 != "-" }
        guard letters.contains("c") || letters.contains("x") else {
            await process.errors.line(
                "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options")
            return 2
        }
        if letters.contains("f") {
            let archive = words.isEmpty ? "" : words.removeFirst()
            guard archive == "-" else {
                await process.errors.line("tar: \(archive): Cannot open: Read-only file system")
                return 2
            }
        }
        guard letters.contains("c") else {
            await process.errors.line("tar: Cannot mkdir: Read-only file system")
            return 2
        }
        return await pack(words.filter { !$0.hasPrefix("-") }, process)
    }

    private func pack(_ paths: [String], _ process: PodProcess) async -> Int {
        guard !paths.isEmpty else {
            await process.errors.line("tar: Cowardly refusing to create an empty archive")
            return 2
        }
        let files = PodFiles(process.machine)
        if paths.contains(where: { $0.hasPrefix("/") }) {
            await process.errors.line("tar: Removing leading `/' from member names")
        }
        var code = 0
        for path in paths where await !add(process.absolute(path), files, process) { code = 2 }
        await process.output.write([UInt8](repeating: 0, count: 2 * Self.block))
        if code != 0 { await process.errors.line("tar: Exiting with failure status due to previous errors") }
        return code
    }

    private func add(_ path: String, _ files: PodFiles, _ process: PodProcess) async -> Bool {
        do throws(PodFiles.Problem) {
            let content = Array(try files.read(path).utf8)
            let moment = process.machine.world.now
            await process.output.write(Self.header(path, size: content.count, isDirectory: false, moment))
            let padding = (Self.block - content.count % Self.block) % Self.block
            await process.output.write(content + [UInt8](repeating: 0, count: padding))
            return true
        } catch {
            guard error == .isDirectory, let names = files.entries(of: path) else {
                await process.errors.line("tar: \(path): Cannot stat: \(error.rawValue)")
                return false
            }
            await process.output.write(
                Self.header(path + "/", size: 0, isDirectory: true, process.machine.world.now))
            var isWhole = true
            for name in names {
                let isPacked = await add(path == "/" ? "/\(name)" : "\(path)/\(name)", files, process)
                isWhole = isWhole && isPacked
            }
            return isWhole
        }
    }

    /// The block before a member: name, mode, owner, size and moment in octal, and a sum over all of it.
    private static func header(_ path: String, size: Int, isDirectory: Bool, _ moment: Timestamp) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.block)
        func put(_ text: String, at start: Int, _ limit: Int) {
            for (index, byte) in text.utf8.prefix(limit).enumerated() { block[start + index] = byte }
        }
        func octal(_ number: Int, at start: Int, _ digits: Int) {
            let text = String(max(0, number), radix: 8)
            put(String(repeating: "0", count: max(0, digits - text.count)) + text, at: start, digits)
        }
        put(String(path.drop { $0 == "/" }), at: 0, 100)
        octal(isDirectory ? 0o755 : 0o644, at: 100, 7)
        octal(0, at: 108, 7)
        octal(0, at: 116, 7)
        octal(size, at: 124, 11)
        octal(Int(moment.secondsSinceEpoch), at: 136, 11)
        put("        ", at: 148, 8)
        put(isDirectory ? "5" : "0", at: 156, 1)
        put("ustar\u{0}00", at: 257, 8)
        put("root", at: 265, 32)
        put("root", at: 297, 32)
        octal(block.reduce(0) { $0 + Int($1) }, at: 148, 6)
        block[154] = 0
        return block
    }
}
