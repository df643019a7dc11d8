import Files

/// Writing a set of files: all or none, and never over something else.
enum ArtifactFiles {
    /// Why a set was not written, or not all of it.
    enum Problem: Error {
        /// Files of these names with other content are there; nothing was written.
        case differs(folder: String, names: [String])
        /// A file or folder cannot be used; nothing was written.
        case refused(FileProblem)
        /// A file could not take its place after others had taken theirs.
        case unfinished(FileProblem, written: [String])

        var sentence: String {
            switch self {
            case .differs(let folder, let names):
                let what =
                    names.count == 1
                    ? "\(names[0]) is there and differs" : "\(names.joined(separator: ", ")) are there and differ"
                return "In \(folder), \(what). Nothing was written; --force overwrites."
            case .refused(let problem): return "\(problem.sentence) Nothing was written."
            case .unfinished(let problem, let written):
                return "\(problem.sentence) Written before it: \(written.joined(separator: ", "))."
            }
        }
    }

    /// Writes files into a folder; symbolic links, pipes and devices of their names are refused.
    ///
    /// - Returns: For each file whether it was written; false means that it was there already, the same.
    static func write(
        _ files: [(name: String, content: String)], to folder: String, force: Bool
    ) throws(Problem) -> [Bool] {
        var isNew: [Bool] = []
        var differing: [String] = []
        var drafts: [(name: String, file: FileDraft)] = []
        do throws(FileProblem) {
            try Folders.make(folder, mode: 0o755)
            for file in files {
                let old = try content(of: folder + "/" + file.name)
                isNew.append(old != .same(as: file.content))
                if old != .none, old != .same(as: file.content) { differing.append(file.name) }
            }
            if differing.isEmpty || force {
                // All are written beside their places first; a full disk or a read-only folder shows before any is
                // changed.
                for (file, isNew) in zip(files, isNew) where isNew {
                    let mode: UInt16 = file.name.hasSuffix(".sh") ? 0o755 : 0o644
                    let bytes = Array(file.content.utf8)
                    drafts.append((file.name, try FileDraft(bytes, for: folder + "/" + file.name, mode: mode)))
                }
            }
        } catch {
            for draft in drafts { draft.file.discard() }
            throw .refused(error)
        }
        guard differing.isEmpty || force else { throw .differs(folder: folder, names: differing) }
        for (index, draft) in drafts.enumerated() {
            do throws(FileProblem) {
                try draft.file.commit(syncsFolder: index == drafts.count - 1)
            } catch {
                for rest in drafts[(index + 1)...] { rest.file.discard() }
                throw index == 0 ? .refused(error) : .unfinished(error, written: drafts[..<index].map(\.name))
            }
        }
        return isNew
    }

    /// What stands in a file's place.
    private enum Old: Equatable {
        case none
        case text([UInt8])
        /// More than any document of this program.
        case long

        static func same(as content: String) -> Old { .text(Array(content.utf8)) }
    }

    private static func content(of path: String) throws(FileProblem) -> Old {
        do {
            return try InputFile.read(path, limit: InputFile.textLimit, pipes: .refused).map { .text($0) } ?? .none
        } catch {
            if case .tooLong = error.reason { return .long }
            throw error
        }
    }
}
