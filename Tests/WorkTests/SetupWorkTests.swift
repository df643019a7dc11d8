import AWSClient
import Calls
import Design
import Diagnosis
import Setup
import Simulator
import Synchronization
import Testing
import Wire
import Work

/// Plan, apply and practices, as wizard, commands and line mode have them done.
@Suite struct SetupWorkTests {
    @Test func `a side that nobody chose credentials for is not asked`() async throws {
        try await Bench.run("ready") { bench in
            let work = try await bench.work([.eks: .profile("eks-admin"), .ses: .handOver], sides: [.eks, .ses])
            #expect(work.context.eks != nil && work.context.ses == nil && work.context.cluster == nil)
            let none = try await bench.work([.ses: .profile("ses-admin")], sides: [.ses, .kubernetes])
            #expect(none.context.cluster == nil, "the cluster belongs to the EKS account")
            #expect(bench.takeAsked().isEmpty)
        }
    }

    @Test func `credentials that cannot be opened stop the work of their side, with its name`() async throws {
        try await Bench.run("ready") { bench in
            do throws(Problem) {
                _ = try await bench.work([.eks: .profile("eks-admin"), .ses: .profile("gone")])
                Issue.record("it opened")
            } catch {
                #expect(error.code == "NoCredentials" && error.exitCode == .badData)
                #expect(error.sentence.hasPrefix("SES account: There is no profile \"gone\""))
            }
            // The cluster may have credentials of its own.
            let work = try await bench.work([.eks: .profile("gone")], sides: [.kubernetes])
            #expect(work.context.eks == nil)
        }
    }

    @Test func `keys that nobody named a profile for are told from where they come, and what to do`() async throws {
        try await Bench.run("ready", variables: ["AWS_PROFILE": "eks-admin"]) { bench in
            let work = try await bench.work([.eks: .environment, .ses: .environment], sides: [.eks, .ses])
            do throws(Problem) {
                _ = try await work.plan(PlanOptions(sides: [.eks, .ses]))
                Issue.record("it planned in the wrong account")
            } catch {
                #expect(error.code == "WrongAccount" && error.exitCode == .refused)
                for words in [
                    "the profile eks-admin, which AWS_PROFILE names", "--ses-profile", "--side eks", "hand-over",
                ] {
                    #expect(error.sentence.contains(words), "\(error.sentence)")
                }
            }
            let named = try await bench.work([.eks: .profile("eks-admin"), .ses: .profile("eks-admin")])
            do throws(Problem) { _ = try await named.plan() } catch {
                #expect(!error.sentence.contains("AWS_PROFILE"), "a profile that was named needs no telling")
            }
        }
    }

    @Test func `a broken kubeconfig stops a command, and is the wizard's answer to every question`() async throws {
        try await Bench.run("ready", files: ["kubeconfig": "clusters: ["]) { bench in
            do throws(Problem) {
                _ = try await bench.work(kubeconfig: .stops)
                Issue.record("it opened")
            } catch {
                #expect(error.code == "BadKubeconfig" && error.exitCode == .badData)
            }
            let call = Read.namespaces.call
            let seen = await (try await bench.work()).observed([call])
            guard case .failure(let failure)? = seen[call]?.outcome else {
                Issue.record("the cluster answered")
                return
            }
            #expect(failure.kind == .misconfigured)
        }
    }

    @Test func `what was planned and applied is as wanted, by the same work`() async throws {
        try await withStateDirectory { state in
            try await Bench.run("fresh", state: state, isDemo: false) { bench in
                let work = try await bench.work()
                let setup = try await work.plan(PlanOptions())
                #expect(setup.plan.summary.writes > 0)
                let events = Mutex<[ApplyEvent]>([])
                let end = try await work.applied(setup, ApplyOptions(), control: StopControl()) { event in
                    events.withLock { $0.append(event) }
                }
                #expect(end == .finished)
                let ended = events.withLock { events in
                    events.compactMap { if case .ended(let result) = $0 { result.address } else { nil } }
                }
                #expect(Set(ended) == Set(setup.plan.resources.map(\.address)))
                #expect(try work.journal(of: setup.design)?.lastWrite() != nil)
                let again = try await work.plan()
                #expect(again.plan.resources.allSatisfy { $0.action.isRight || $0.action == .waiting })
            }
        }
    }

    @Test func `without a place for the journal nothing is applied`() async throws {
        try await Bench.run("fresh", isDemo: false) { bench in
            let work = try await bench.work()
            let setup = try await work.plan(PlanOptions())
            _ = bench.takeAsked()
            do throws(Problem) {
                _ = try await work.applied(setup, ApplyOptions(), control: StopControl()) { _ in }
                Issue.record("it was applied")
            } catch {
                #expect(error.code == "State" && error.sentence.hasPrefix("There is no place for the journal"))
            }
            #expect(bench.takeAsked().isEmpty)
        }
    }

    @Test func `practices are read of the sides that may be asked, and say what cannot be told`() async throws {
        try await Bench.run("ready") { bench in
            let findings = try await (try await bench.work()).practices(Set(Side.allCases))
            #expect(findings.contains { $0.status == .pass })
            #expect(!findings.contains { $0.status == .skipped || $0.status == .unknown })
            let half = try await bench.work([.eks: .profile("eks-admin")], sides: [.eks])
            #expect(try await half.practices([.eks]).contains { $0.status == .unknown && $0.link == .sendingPolicy })
            do throws(Problem) {
                _ = try await SetupWork.open(bench.bench, Answers(), [:]).practices([])
                Issue.record("nothing was missing")
            } catch {
                #expect(error.code == "IncompleteAnswers" && error.exitCode == .badData)
            }
        }
    }
}
