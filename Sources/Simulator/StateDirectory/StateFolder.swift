import Files

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The open folder of a simulation's files, which says what is wrong in the simulation's words.
struct StateFolder: Sendable {
    /// The folder.
    let folder: OpenFolder

    /// The folder's absolute path.
    var path: String { folder.path }

    /// No file of a simulation is longer.
    static let longest = 1 << 20

    /// Opens a folder, and makes it where there is none.
    init(_ named: String) throws(StateDirectoryError) {
        do throws(FileProblem) {
            folder = try OpenFolder(named, draft: ".sesame-simulator.draft")
        } catch {
            throw error.reason == .notAFile(.link)
                ? .isLink(path: error.path) : .cannotMake(path: error.path, reason: error.words)
        }
    }

    /// What stands at a name now.
    func entry(_ name: String) -> OpenFolder.Entry { folder.entry(name, limit: Self.longest) }

    /// Puts a file at a name where nothing stands, whole.
    func place(_ bytes: [UInt8], at name: String) throws(StateDirectoryError) {
        do throws(FileProblem) {
            try folder.place(bytes, at: name)
        } catch {
            throw error.reason == .system(EEXIST)
                ? .holdsOthers(path: path, foreign: [name], changed: [])
                : .cannotWrite(path: error.path, reason: error.words)
        }
    }

    /// Takes the file at a name away.
    func remove(_ name: String) { folder.remove(name) }
}
