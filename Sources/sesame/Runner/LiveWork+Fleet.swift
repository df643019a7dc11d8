import AWSClient
import Calls
import Design
import Diagnosis
import Stage
import Wizard
import Work

extension LiveWork {
    /// For how long answers that all were looked at with are good enough for one of them alone, in milliseconds.
    private static let sharedFor: Int64 = 120_000

    /// Reads the names of service accounts and pods of the cluster; nothing else is asked.
    func subjects(_ answers: Answers, _ callers: [Side: CallerChoice]) async -> Result<Observations, Problem> {
        do throws(Problem) {
            guard callers[.eks] != nil else { throw Self.nobody }
            let work = try await SetupWork.open(bench, answers, callers, sides: [.kubernetes], needed: [])
            return .success(await work.observed([.list(.serviceAccount), .list(.pod)]))
        } catch {
            return .failure(error)
        }
    }

    /// Looks at every service account of the cluster that has a role; whoever cancels gets what was read by then.
    ///
    /// - Parameters:
    ///   - answers: What is known of the cluster.
    ///   - callers: Whose credentials may be used.
    ///   - follow: Takes how far it is.
    /// - Returns: How they stand, or why nobody could be asked.
    func diagnoseAll(
        _ answers: Answers, _ callers: [Side: CallerChoice], _ follow: @escaping @Sendable (FleetProgress) -> Void
    ) async -> Result<FleetLook, Problem> {
        come(to: .check, answers: answers)
        do throws(Problem) {
            guard callers[.eks] != nil else { throw Self.nobody }
            let work = try await SetupWork.openAll(bench, answers, callers)
            var look = await work.diagnoseAll(following: follow)
            if !Task.isCancelled { look = await work.withHistory(look) }
            keep(Shared(look: look, callers: callers, at: bench.clock.milliseconds))
            return .success(
                FleetLook(
                    diagnosis: look.diagnosis, calls: look.made.count, milliseconds: look.milliseconds,
                    isStopped: look.isStopped))
        } catch {
            return .failure(error)
        }
    }

    /// The person's home folder; nil when nobody knows it.
    var home: String? { bench.ground.home }

    /// Reads a bundle and judges it; nobody is asked.
    func open(_ source: BundleSource) -> Result<RecordedBundle, Problem> {
        BundleDesk.open(source, home: bench.ground.home)
    }

    private static let nobody = Problem(
        "Nobody is signed in for the EKS account, whose cluster this is.",
        advice: "Screen 1 (g) takes credentials for it.", short: "nobody signed in")

    /// What all of them were looked at with, where it is of now and holds this one: the first look at one of them need
    /// not ask it again, every later one does.
    func shared(_ subject: Subject, _ callers: [Side: CallerChoice]) -> Observations? {
        takeShared { shared in
            guard let last = shared, last.callers == callers,
                bench.clock.milliseconds - last.at < Self.sharedFor,
                last.look.diagnosis.rows.contains(where: { $0.diagnosis.subject == subject }),
                shared?.served.insert(subject).inserted == true
            else { return nil }
            return last.look.seen
        }
    }

    /// A look at all, and which of them were looked at alone since.
    struct Shared: Sendable {
        let look: FleetExamination
        let callers: [Side: CallerChoice]
        let at: Int64
        var served: Set<Subject> = []
    }
}
