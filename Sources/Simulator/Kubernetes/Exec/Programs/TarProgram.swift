import Wire

/// `tar`: packs files of the container into what it writes, and takes what it reads apart, which is how `kubectl cp` works
/// (POSIX ustar).
///
/// Owners, modes and times are nobody's here: the options about them change nothing.
struct TarProgram: PodProgram {
    private static let block = 512
    /// Options that say nothing about what is written.
    private static let ignored: Set<String> = [
        "--no-same-permissions", "--no-same-owner", "--same-owner", "--preserve-permissions", "--no-overwrite-dir",
        "--overwrite", "--warning=no-timestamp", "--touch", "--no-wildcards",
    ]

    /// What was asked for.
    private struct Wanted {
        var letters: Set<Character> = []
        var folder: String?
        var archive: String?
        var paths: [String] = []
        var unknown: String?
    }

    func run(_ process: PodProcess) async -> Int {
        let wanted = Self.wanted(Array(process.arguments.dropFirst()))
        if let unknown = wanted.unknown {
            await process.errors.line("tar: \(unknown): not supported in a simulated container")
            return 2
        }
        let tasks = wanted.letters.intersection(["c", "x", "t"])
        guard tasks.count == 1 else {
            await process.errors.line(
                tasks.isEmpty
                    ? "tar: You must specify one of the '-Acdtrux', '--delete' or '--test-label' options"
                    : "tar: You may not specify more than one '-Acdtrux', '--delete' or '--test-label' option")
            return 2
        }
        var process = process
        if let folder = wanted.folder {
            let (files, place) = (PodFiles(process.machine), process.absolute(folder))
            guard files.entries(of: place) != nil else {
                let problem: PodFiles.Problem = files.holds(place) ? .isNoDirectory : .missing
                await process.errors.line("tar: \(folder): Cannot open: \(problem.rawValue)")
                await process.errors.line("tar: Error is not recoverable: exiting now")
                return 2
            }
            process.directory = place
        }
        if let archive = wanted.archive, archive != "-" {
            guard !tasks.contains("c") else {
                await process.errors.line(
                    "tar: \(archive): an archive in a file: not supported in a simulated container")
                return 2
            }
            do throws(PodFiles.Problem) {
                process.input = PodInput(try PodFiles(process.machine).bytes(process.absolute(archive)))
            } catch {
                await process.errors.line("tar: \(archive): Cannot open: \(error.rawValue)")
                await process.errors.line("tar: Error is not recoverable: exiting now")
                return 2
            }
        }
        guard tasks.contains("c") else {
            return await unpack(
                wanted.paths, process, isListed: tasks.contains("t"), isVerbose: wanted.letters.contains("v"))
        }
        return await pack(wanted.paths, process)
    }

    /// Reads options: letters with or without a dash, `f` and `C` with a word of their own.
    private static func wanted(_ words: [String]) -> Wanted {
        var wanted = Wanted()
        var rest = words[...]
        var isFirst = true
        while let word = rest.popFirst() {
            defer { isFirst = false }
            if word == "--" {
                wanted.paths += rest
                break
            }
            if word.hasPrefix("--") {
                if word.hasPrefix("--directory=") {
                    wanted.folder = String(word.dropFirst("--directory=".count))
                } else if !ignored.contains(word) {
                    wanted.unknown = word
                }
                continue
            }
            guard isFirst || word.hasPrefix("-") && word != "-" else {
                wanted.paths.append(word)
                continue
            }
            let letters = word.hasPrefix("-") ? word.dropFirst() : word[...]
            for letter in letters {
                switch letter {
                case "f": wanted.archive = rest.popFirst() ?? ""
                case "C": wanted.folder = rest.popFirst() ?? ""
                case "c", "x", "t", "v", "m", "p", "o": wanted.letters.insert(letter)
                default: wanted.unknown = "-\(letter)"
                }
            }
        }
        return wanted
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
            let content = try files.bytes(path)
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

    /// What stands before a member: a block with its header, and before that its whole name where it is longer than there
    /// is room for in one, as GNU writes it.
    private static func header(_ path: String, size: Int, isDirectory: Bool, _ moment: Timestamp) -> [UInt8] {
        let name = Array(path.utf8.drop { $0 == UInt8(ascii: "/") })
        let header = block(name, size: size, kind: isDirectory ? "5" : "0", moment)
        guard name.count > 100 else { return header }
        let padding = (Self.block - (name.count + 1) % Self.block) % Self.block
        return block(Array("././@LongLink".utf8), size: name.count + 1, kind: "L", moment) + name
            + [UInt8](repeating: 0, count: 1 + padding) + header
    }

    /// The block before a member: name, mode, owner, size and moment in octal, and a sum over all of it.
    private static func block(_ name: [UInt8], size: Int, kind: String, _ moment: Timestamp) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: Self.block)
        func put(_ text: String, at start: Int, _ limit: Int) {
            for (index, byte) in text.utf8.prefix(limit).enumerated() { block[start + index] = byte }
        }
        func octal(_ number: Int, at start: Int, _ digits: Int) {
            let text = String(max(0, number), radix: 8)
            put(String(repeating: "0", count: max(0, digits - text.count)) + text, at: start, digits)
        }
        for (index, byte) in name.prefix(100).enumerated() { block[index] = byte }
        octal(kind == "5" ? 0o755 : 0o644, at: 100, 7)
        octal(0, at: 108, 7)
        octal(0, at: 116, 7)
        octal(size, at: 124, 11)
        octal(Int(moment.secondsSinceEpoch), at: 136, 11)
        put("        ", at: 148, 8)
        put(kind, at: 156, 1)
        put("ustar\u{0}00", at: 257, 8)
        put("root", at: 265, 32)
        put("root", at: 297, 32)
        octal(block.reduce(0) { $0 + Int($1) }, at: 148, 6)
        block[154] = 0
        return block
    }
}
