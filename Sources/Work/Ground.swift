public import AWSClient
public import Design
public import KubernetesClient
public import Setup

/// What a run stands on: variables, files and the state folder, of this computer or of the demo.
public struct Ground: Sendable {
    /// The variables that callers and cluster are found by.
    public var environment: [String: String]
    /// The home folder that `~` stands for; nil when nobody knows it.
    public var home: String?
    /// The files that profiles, caches and kubeconfigs are read from.
    public var files: any CredentialFiles
    /// Where setups, journals and locks are kept; nil keeps nothing.
    public var state: StateDirectory?
    /// Whether it is the demo's.
    public var isDemo: Bool

    /// A ground.
    public init(
        environment: [String: String], home: String?, files: any CredentialFiles, state: StateDirectory?,
        isDemo: Bool = false
    ) {
        self.environment = environment
        self.home = home
        self.files = files
        self.state = state
        self.isDemo = isDemo
    }

    /// This computer.
    ///
    /// - Parameters:
    ///   - environment: The variables.
    ///   - home: The home folder, an absolute path; nil when nobody knows it.
    ///   - state: Where state is kept.
    /// - Returns: The ground of this computer's files.
    /// - Throws: `RelativeHome` when `HOME` is a relative path: credentials would be looked for, and state kept,
    ///   wherever the current folder happens to be.
    public static func live(
        environment: [String: String], home: String?, state: StateDirectory?
    ) throws(Problem) -> Ground {
        if let home = environment["HOME"], !home.isEmpty, !home.hasPrefix("/") {
            throw Problem(
                "HOME is \"\(home)\"; expected an absolute path. Nothing was read or written below it.",
                code: "RelativeHome", exitCode: .badData)
        }
        return Ground(environment: environment, home: home, files: MachineFiles(), state: state)
    }

    /// A path as people write it, with `~` for the home folder.
    public func shortened(_ path: String) -> String {
        guard let home, path.hasPrefix(home + "/") else { return path }
        return "~" + path.dropFirst(home.count)
    }

    /// Reading for kubeconfigs: a file that is not there is nil.
    public var read: FileReader {
        { [files] (path: String) throws(FileFailure) -> [UInt8]? in
            do throws(CredentialFileError) {
                return try files.read(path)
            } catch {
                throw FileFailure(reason: error.reason)
            }
        }
    }
}
