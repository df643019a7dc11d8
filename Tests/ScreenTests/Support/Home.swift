import Foundation
import Programs

/// A home directory that goes away with its owner, and the environment that leads to it and to nothing else.
final class Home {
    /// The folder; also the program's working directory.
    var folder: String { scratch.path }

    private let scratch: Folder

    init() throws { scratch = try Folder() }

    /// Where setups are kept.
    var state: String { folder + "/state" }

    /// All that a program gets to know.
    var environment: [String: String] {
        let own = ProcessInfo.processInfo.environment
        var all = [
            "HOME": folder, "XDG_STATE_HOME": state, "TERM": "xterm-256color", "LANG": "C.UTF-8",
            "PATH": own["PATH"] ?? "/usr/bin:/bin",
        ]
        // Where an instrumented program writes its counts.
        if let counts = own["LLVM_PROFILE_FILE"] { all["LLVM_PROFILE_FILE"] = counts }
        return all
    }

    /// Every file below the state folder.
    var stateFiles: [String] {
        (FileManager.default.enumerator(atPath: state)?.allObjects as? [String] ?? []).map { state + "/" + $0 }
            .filter { path in
                var isFolder: ObjCBool = false
                return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && !isFolder.boolValue
            }
    }
}
