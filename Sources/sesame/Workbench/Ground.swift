import AWSClient
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
    static func live(_ process: ProcessContext) -> Ground {
        Ground(
            environment: process.environment, home: process.home.isEmpty ? nil : process.home, files: MachineFiles(),
            state: StateDirectory(path: process.stateFolder), isDemo: false)
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
