import Calls
import Design
@testable import Diagnosis
import Programs
import TestAnswers
import Testing
import Wire

/// The commands of findings run as they stand: a shell reads each, and the AWS CLI and kubectl know what it asks for.
@Suite struct FindingCommandTests {
    /// The commands of all faults that the tables of the checks make.
    private static func commands() throws -> [String] {
        var answers = try World.answers()
        try answers.set("it's eks", for: .eksProfile, from: .typed)
        try answers.set("ses-read", for: .sesProfile, from: .typed)
        try answers.set("mail prod", for: .kubernetesContext, from: .typed)
        var lines: [String] = []
        func take(_ diagnosis: Diagnosis) {
            for line in diagnosis.findings.flatMap({ $0.fix?.commands ?? [] }) where !lines.contains(line) {
                lines.append(line)
            }
        }
        for one in `The check of the trust policy`.cases {
            take(
                try World.diagnosis(of: answers) { seen, design in
                    seen[.role(design.roleName)] = .value(
                        World.role(design, trust: ["Version": "2012-10-17", "Statement": .array(one.statements)]))
                })
        }
        let token = `The checks of the token`.annotationCases + `The checks of the token`.podCases
        for one in token { take(try World.diagnosis(of: answers) { try one.change(&$0, $1) }) }
        for one in `The checks of callers, provider and role`.cases {
            take(try World.diagnosis(of: answers) { try one.change(&$0, $1) })
        }
        return lines
    }

    /// Those of a program, one for each way of asking: its words without values.
    private static func ways(_ program: String) throws -> [String] {
        var known: Set<String> = []
        return try commands().filter { line in
            guard line.hasPrefix(program + " ") else { return false }
            let words = line.split(separator: " ")
            let way = words.prefix(3) + words.dropFirst(3).filter { $0.hasPrefix("--") }
            return known.insert(way.joined(separator: " ")).inserted
        }
    }

    @Test func `a shell reads every line, and nothing is to be filled in`() async throws {
        let lines = try Self.commands()
        #expect(lines.count > 40)
        let folder = try Folder()
        try folder.write(lines.joined(separator: "\n") + "\n", to: "lines.sh")
        let ran = try await Command.run("/bin/sh", ["-n", "lines.sh"], environment: [:], in: folder.path)
        #expect(ran.status == 0, "\(ran)")
        for line in lines {
            #expect(!line.contains("{") || line.contains("'{"), "\(line)")
            for word in ["NAMESPACE", "SERVICE_ACCOUNT", "PROVIDER_ARN", "CLUSTER ", "EKS_REGION", "PROFILE"] {
                #expect(!line.contains(word), "\(line)")
            }
        }
    }

    @Test(.enabled(if: Tools.aws != nil)) func `the AWS CLI knows each command and option`() async throws {
        let folder = try Folder()
        try folder.write(
            "[profile it's eks]\nregion = eu-west-1\n[profile ses-read]\nregion = eu-west-1\n", to: "config")
        var environment = Tools.environment
        environment["HOME"] = folder.path
        environment["AWS_CONFIG_FILE"] = folder.path + "/config"
        environment["AWS_SHARED_CREDENTIALS_FILE"] = folder.path + "/none"
        environment["AWS_ENDPOINT_URL"] = "http://127.0.0.1:9"
        environment["AWS_DEFAULT_REGION"] = "eu-west-1"
        environment["AWS_EC2_METADATA_DISABLED"] = "true"
        environment["AWS_MAX_ATTEMPTS"] = "1"
        for line in try Self.ways("aws") where !line.contains(" login ") {
            let ran = try await Command.run("/bin/sh", ["-c", line], environment: environment, in: folder.path)
            // 252 is the AWS CLI's word for a command that it cannot read.
            #expect(ran.status != 252 && !ran.err.contains("Unknown options"), "\(line)\n\(ran)")
        }
    }

    @Test(.enabled(if: Tools.kubectl != nil)) func `kubectl knows each command and option`() async throws {
        let folder = try Folder()
        var environment = Tools.environment
        environment["HOME"] = folder.path
        environment["KUBECONFIG"] = folder.path + "/none"
        environment["KUBE_EDITOR"] = "true"
        for line in try Self.ways("kubectl") {
            let ran = try await Command.run("/bin/sh", ["-c", line], environment: environment, in: folder.path)
            #expect(!ran.err.contains("unknown") && !ran.err.contains("Usage"), "\(line)\n\(ran)")
        }
    }
}
