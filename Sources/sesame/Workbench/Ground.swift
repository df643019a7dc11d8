import AWSClient
import Design
import KubernetesClient
import Setup

/// What a run stands on: variables, files and the state folder, of this computer or of the demo.
struct Ground: Sendable {
    /// The variables that callers and cluster are found by.
    var environment: [String: String]
    /// The home folder that `~` stands for; nil when nobody knows it.
    var home: String?
    /// The files that profiles, caches and kubeconfigs are read from.
    var files: any CredentialFiles
    /// Where setups, journals and locks are kept; nil keeps nothing.
    var state: StateDirectory?
    /// Whether it is the demo's.
    var isDemo: Bool

    /// This computer.
    ///
    /// - Throws: `Stop` when `HOME` is a relative path: credentials would be looked for, and state kept, wherever the
    ///   current folder happens to be.
    static func live(_ process: ProcessContext) throws(Stop) -> Ground {
        if let home = process.environment["HOME"], !home.isEmpty, !home.hasPrefix("/") {
            throw Stop(
                code: .badData, name: "RelativeHome",
                message: "HOME is \"\(home)\"; expected an absolute path. Nothing was read or written below it.")
        }
        return Ground(
            environment: process.environment, home: process.home, files: MachineFiles(), state: process.state,
            isDemo: false)
    }

    /// Reading for kubeconfigs: a file that is not there is nil.
    var read: FileReader {
        { [files] (path: String) throws(FileFailure) -> [UInt8]? in
            do throws(CredentialFileError) {
                return try files.read(path)
            } catch {
                throw FileFailure(reason: error.reason)
            }
        }
    }
}
