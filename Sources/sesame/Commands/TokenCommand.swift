import ArgumentParser
import AWSClient
import Calls
import Design
import Identifiers
import Setup
import Wire
import Work

/// `sesame token`: an EKS bearer token for kubeconfigs.
struct TokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token", abstract: "Print an EKS bearer token as ExecCredential, for kubeconfigs.",
        discussion: """
            In a kubeconfig: users[].user.exec with apiVersion client.authentication.k8s.io/v1, command sesame and \
            args [token, --cluster, NAME, --eks-region, REGION]. The token is a secret and ends after 14 minutes.
            """)

    @Option(help: ArgumentHelp("The cluster; the answers' when left out.", valueName: "name"))
    var cluster: String?

    @OptionGroup(title: "Common options") var common: CommonOptions

    func run() throws {
        let (result, signal) = Bridge.wait(doing: "Asking for the EKS account's credentials") { [self] in await made() }
        if let signal { Exit.leave(signal: signal) }
        Exit.run(common.output) { () throws(Stop) in
            let token = try result.get()
            let credential: JSONValue = [
                "kind": "ExecCredential", "apiVersion": "client.authentication.k8s.io/v1", "spec": [:],
                "status": ["expirationTimestamp": .string(token.expiration.iso8601), "token": .string(token.value)],
            ]
            try Console.whole(credential.serialized(.compact) + "\n")
            return .success
        }
    }

    private func made() async -> Result<EKSToken, Stop> {
        do throws(Stop) {
            var answers = Answers()
            let process = ProcessContext.current()
            if common.answersFile != nil { answers = try AnswersSource.file(common.answersFile ?? "") }
            answers.merge(try common.flagAnswers())
            if common.demo {
                throw Stop(
                    code: .usage, name: "BadOption",
                    message:
                        "--demo: the demo's cluster ends with the command that starts it. \"sesame simulate\" stays.")
            }
            guard let name = cluster ?? answers.eksCluster?.text else {
                throw Stop(
                    code: .usage, name: "NoCluster", message: "Which cluster? --cluster NAME says it, or answers do.")
            }
            do {
                _ = try ClusterName(name)
            } catch {
                throw Stop(code: .usage, name: "BadOption", message: "--cluster: \(error.sentence)")
            }
            let bench = Workbench(
                try .live(process), way: Workbench.Way(endpointURL: common.endpointURL),
                log: try CallLog.opened(common), saysWaits: { Console.say($0) })
            do {
                let session = try bench.session(.eks, profile: answers.eksProfile, region: answers.eksRegion)
                return .success(try await EKSToken.make(session, cluster: name))
            } catch let error as CredentialError {
                throw Stop(Problem(error, side: .eks))
            } catch let error as AWSFailure {
                throw Stop(Problem(error))
            } catch {
                throw Stop(code: .failed, name: "NoToken", message: "\(error)")
            }
        } catch {
            return .failure(error)
        }
    }
}
