import AWSClient
import Calls
import Design
import Diagnosis
import Setup
import Wire
import Work

/// A run of `doctor --all`: every service account of a cluster that has a role.
struct FleetSession: Sendable {
    private let work: SetupWork
    private let selection: CheckSelection
    private let options: CommonOptions
    /// The look; nil before it.
    private(set) var looked: FleetExamination?

    /// Finds the cluster and opens what is needed to look at it.
    ///
    /// - Parameters:
    ///   - options: The command's options.
    ///   - words: What it was given: a cluster, or nothing but an answers file.
    ///   - selection: The checks that count.
    /// - Returns: The session.
    /// - Throws: `Stop` where nobody can tell which cluster is meant, or what was named cannot be used.
    static func open(
        _ options: CommonOptions, _ words: [String], _ selection: CheckSelection
    ) async throws(Stop) -> FleetSession {
        let (bench, named) = try await DoctorSubject.opened(options, words)
        do throws(Problem) {
            let answers = try cluster(named)
            return FleetSession(
                work: try await SetupWork.open(
                    bench, answers, needed: answers.sidesNamedByFlag, kubeconfig: .stops),
                selection: selection, options: options)
        } catch {
            throw Stop(error)
        }
    }

    /// The answers with the cluster that was named.
    private static func cluster(_ named: DoctorSubject) throws(Problem) -> Answers {
        var answers = named.answers
        for clue in named.clues {
            guard clue.kind == .cluster || clue.kind == .name, clue.object != nil || !clue.values.isEmpty else {
                throw Problem(
                    "\(clue.text) is no cluster; --all looks at a whole one. Name it, or an answers file of one of its "
                        + "setups with --answers.", code: "BadSubject", exitCode: .usage)
            }
            // A bare word may be a cluster's name as well.
            let values =
                clue.kind == .cluster
                ? clue.values.map { ($0.field, $0.text) } : [(FieldID.eksCluster, clue.object ?? clue.text)]
            for (field, text) in values where answers[field] == nil || field == .eksCluster {
                do throws(FieldProblem) { try answers.set(text, for: field, from: .typed) } catch {
                    throw Problem(error.sentence, code: "BadSubject", exitCode: .usage)
                }
            }
        }
        guard answers.eksCluster != nil, answers.eksRegion != nil else {
            throw Problem(
                "Which cluster? Name it with its region (sesame doctor --all CLUSTER --eks-region REGION), or an "
                    + "answers file of one of its setups with --answers.", code: "NoSubject", exitCode: .usage)
        }
        return answers
    }

    /// Looks.
    mutating func look() async {
        let look = await work.diagnoseAll(checks: selection.checks)
        looked = Task.isCancelled ? look : await work.withHistory(look)
    }

    /// How the command ends.
    func exitCode(_ failOn: DoctorCommand.FailOn) -> ExitCode {
        looked?.diagnosis.exitCode(failsOnRisks: failOn == .warn) ?? .failed
    }

    /// Prints the table in one of its forms.
    func print(_ format: DoctorFormat, _ paint: Paint) throws(Stop) {
        guard let look = looked else { return }
        switch format {
        case .json: try Console.document(look.diagnosis.document)
        case .csv: try Console.whole(look.diagnosis.csv)
        case .text, .short, .markdown, .junit:
            // What the answers said of callers has to be said again where one is looked at alone.
            var options = options
            options.eksProfile = options.eksProfile ?? work.answers.eksProfile
            options.sesProfile = options.sesProfile ?? work.answers.sesProfile
            Console.lines(FleetText(paint: paint) { [options] in options.doctor([$0]) }.lines(look))
        }
    }
}
