import Foundation

/// The programs that judge sesame from outside, and whether they are here.
///
/// What is missing is said aloud, once.
public enum Tools {
    private static let settings = ProcessInfo.processInfo.environment

    /// sesame itself.
    public static let sesame = found(
        "sesame", at: Place.program, or: "build it, or name it in SESAME_BINARY")

    /// A Python with boto3 and moto.
    public static let python = found(
        "python3", at: settings["SESAME_PYTHON"].flatMap { $0.isEmpty ? nil : $0 } ?? onPath("python3"),
        or: "set SESAME_PYTHON")

    /// The AWS CLI, preferably the one beside that Python.
    public static let aws = found(
        "aws", at: beside(python, "aws") ?? onPath("aws"), or: "scripts/install-tools fetches it")

    /// moto's server, preferably the one beside that Python.
    public static let moto = found(
        "moto_server", at: beside(python, "moto_server") ?? onPath("moto_server"),
        or: "scripts/install-tools fetches it")

    /// kubectl, if it is new enough to ask for service account tokens (1.24).
    public static let kubectl: String? = {
        guard let path = found("kubectl", at: onPath("kubectl"), or: "install it") else { return nil }
        let version = first([path, "version", "--client", "-o", "json"]) ?? Data()
        let document = (try? JSONSerialization.jsonObject(with: version)) as? [String: Any]
        let client = document?["clientVersion"] as? [String: Any]
        let minor = Int(((client?["minor"] as? String) ?? "").prefix { $0.isNumber }) ?? 0
        if minor >= 24 { return path }
        print("SKIPPED: kubectl is older than 1.24 and cannot ask for tokens; nothing is tested against it.")
        return nil
    }()

    /// Terraform.
    public static let terraform = found("terraform", at: onPath("terraform"), or: "install it")

    /// A folder with providers for Terraform, if this machine has one with AWS's: no registry is ever asked.
    public static let terraformMirror: String? = {
        guard terraform != nil else { return nil }
        let home = settings["HOME"] ?? ""
        let places = [
            settings["SESAME_TERRAFORM_MIRROR"] ?? "", "/usr/share/terraform/plugins",
            "/usr/local/share/terraform/plugins", home + "/.terraform.d/plugins",
            home + "/.local/share/terraform/plugins",
        ]
        let found = places.first {
            !$0.isEmpty
                && FileManager.default.fileExists(atPath: $0 + "/registry.terraform.io/hashicorp/aws")
        }
        if found == nil {
            print("SKIPPED: no folder with Terraform's AWS provider (SESAME_TERRAFORM_MIRROR names one).")
        }
        return found
    }()

    /// PATH with the folders of all of these first.
    public static let path: String = {
        let folders = [aws, kubectl].compactMap { $0.map { ($0 as NSString).deletingLastPathComponent } }
        return (folders + [settings["PATH"] ?? "/usr/bin:/bin"]).joined(separator: ":")
    }()

    /// What every program gets besides what a simulation says.
    public static var environment: [String: String] {
        var result = ["PATH": path, "AWS_PAGER": "", "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"]
        for name in ["HOME", "TMPDIR", "LD_LIBRARY_PATH"] { result[name] = settings[name] }
        return result
    }

    /// A program on the path; nil, said aloud, where there is none.
    public static func found(_ name: String) -> String? { found(name, at: onPath(name), or: "install it") }

    /// Whether something starts and ends well.
    public static func works(_ arguments: [String]) -> Bool {
        let process = Process()
        process.executableURL = URL(filePath: arguments[0])
        process.arguments = Array(arguments.dropFirst())
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return false }
        process.waitUntilExit()
        return process.terminationStatus == 0
    }

    /// Says that something was not checked, where nobody overlooks it.
    public static func skip(_ what: String) { FileHandle.standardError.write(Data("SKIPPED: \(what)\n".utf8)) }

    private static func found(_ name: String, at path: String?, or advice: String) -> String? {
        if let path, FileManager.default.isExecutableFile(atPath: path) { return path }
        print("SKIPPED: \(name) is not on this machine, so nothing is tested against it (\(advice)).")
        return nil
    }

    private static func beside(_ program: String?, _ name: String) -> String? {
        guard let program else { return nil }
        let path = (program as NSString).deletingLastPathComponent + "/" + name
        return FileManager.default.isExecutableFile(atPath: path) ? path : nil
    }

    private static func onPath(_ name: String) -> String? {
        (settings["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
            .first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    private static func first(_ words: [String]) -> Data? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: words[0])
        process.arguments = Array(words.dropFirst())
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        return output.fileHandleForReading.readDataToEndOfFile()
    }
}

extension Person {
    /// Runs the AWS CLI and reads its answer; nil, said loudly, where there is no AWS CLI.
    public func aws(_ arguments: String...) async throws -> Ran? {
        guard let aws = Tools.aws else {
            Tools.skip("aws \(arguments.joined(separator: " ")): there is no AWS CLI")
            return nil
        }
        return try await run([aws] + arguments + ["--output", "json"])
    }

    /// Runs kubectl; nil, said loudly, where there is none.
    public func kubectl(_ arguments: String...) async throws -> Ran? {
        guard let kubectl = Tools.kubectl else {
            Tools.skip("kubectl \(arguments.joined(separator: " ")): there is no kubectl")
            return nil
        }
        return try await run([kubectl] + arguments)
    }
}
