/// How `tar` takes an archive apart, which is how `kubectl cp` brings files in.
extension TarProgram {
    /// Reads the archive that comes in, and writes its members below a folder.
    ///
    /// Names that lead out of the folder are refused as GNU's tar does it: a slash in front is taken away, and a member with
    /// `..` in its name is left out.
    func unpack(_ wanted: [String], _ process: PodProcess, isListed: Bool, isVerbose: Bool) async -> Int {
        var reader = TarReader(process.input)
        var run = Run(process)
        var found: Set<String> = []
        do throws(TarReader.Problem) {
            while let member = try await reader.next() {
                let bare = Self.bare(member.name)
                let asked = wanted.first { bare == $0 || bare.hasPrefix($0 + "/") }
                if let asked { found.insert(asked) }
                let isMeant = wanted.isEmpty || asked != nil
                if isMeant, isListed || isVerbose { await process.output.line(member.name) }
                guard isMeant, !isListed, let path = await run.path(of: member.name) else {
                    try await reader.content(of: member) { _ in }
                    continue
                }
                switch member.kind {
                case .folder: await run.makeFolder(path, member.name)
                case .file:
                    var isOpen = await run.open(path, member.name)
                    try await reader.content(of: member) { piece in
                        if isOpen { isOpen = await run.write(piece, to: path, member.name) }
                    }
                case .symbolicLink(let target):
                    await run.complain("\(member.name): Cannot create symlink to '\(target)': Operation not permitted")
                case .hardLink(let target):
                    await run.complain("\(member.name): Cannot hard link to '\(target)': Operation not permitted")
                case .other: await run.complain("\(member.name): Cannot mknod: Operation not permitted")
                }
            }
        } catch {
            if case .endsEarly = error {
                await process.errors.line("tar: Unexpected EOF in archive")
                await process.errors.line("tar: Error is not recoverable: exiting now")
                return 2
            }
            await run.complain("This does not look like a tar archive")
        }
        // What comes after the end of the archive is read, or who sends it waits for ever.
        while await process.input.chunk() != nil {}
        for name in wanted where !found.contains(name) { await run.complain("\(name): Not found in archive") }
        if run.hasFailed { await process.errors.line("tar: Exiting with failure status due to previous errors") }
        return run.hasFailed ? 2 : 0
    }

    private static func bare(_ name: String) -> String {
        var text = name[...]
        while text.hasSuffix("/"), text.count > 1 { text.removeLast() }
        return String(text)
    }

    /// What was said and written so far.
    private struct Run {
        let process: PodProcess
        var hasFailed = false
        private var told: Set<String> = []

        init(_ process: PodProcess) { self.process = process }

        mutating func complain(_ words: String) async {
            await process.errors.line("tar: \(words)")
            hasFailed = true
        }

        /// Where a member goes; nil where its name leads elsewhere.
        mutating func path(of name: String) async -> String? {
            let parts = name.split(separator: "/", omittingEmptySubsequences: false)
            let lastUp = parts.lastIndex(of: "..")
            let inside = name.drop { $0 == "/" }
            var removed = String(name.dropLast(inside.count))
            if let lastUp {
                let isWhole = lastUp == parts.count - 1 || parts[(lastUp + 1)...].allSatisfy(\.isEmpty)
                removed = parts[...lastUp].joined(separator: "/") + (isWhole ? "" : "/")
            } else if !removed.isEmpty {
                removed = "/"
            }
            if !removed.isEmpty, told.insert(removed).inserted {
                await process.errors.line("tar: Removing leading `\(removed)' from member names")
            }
            guard lastUp == nil else {
                await complain("\(name): Member name contains '..'")
                return nil
            }
            return inside.isEmpty ? process.absolute(".") : process.absolute(String(inside))
        }

        mutating func makeFolder(_ path: String, _ name: String) async {
            do throws(PodFiles.Problem) {
                guard PodFiles(process.machine).entries(of: path) == nil else { return }
                try MakeFolderProgram.makeAll(path, process.machine)
            } catch { await complain("\(bare(name)): Cannot mkdir: \(error.rawValue)") }
        }

        /// Begins a file; false where it cannot be written, which was said.
        mutating func open(_ path: String, _ name: String) async -> Bool {
            do throws(PodFiles.Problem) {
                let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
                if !folder.isEmpty, PodFiles(process.machine).entries(of: folder) == nil {
                    try MakeFolderProgram.makeAll(folder, process.machine)
                }
                try PodFiles(process.machine).write([], to: path, appends: false)
                return true
            } catch {
                let isFolderMissing = error == .exists
                let words = isFolderMissing ? PodFiles.Problem.isNoDirectory.rawValue : error.rawValue
                await complain("\(name): Cannot open: \(words)")
                return false
            }
        }

        mutating func write(_ bytes: [UInt8], to path: String, _ name: String) async -> Bool {
            do throws(PodFiles.Problem) {
                try PodFiles(process.machine).write(bytes, to: path, appends: true)
                return true
            } catch {
                await complain("\(name): Cannot write: \(error.rawValue)")
                return false
            }
        }

        private func bare(_ name: String) -> String { TarProgram.bare(name) }
    }
}
