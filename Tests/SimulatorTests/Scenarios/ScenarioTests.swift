import Testing
import Wire

@testable import Simulator

/// The scenarios that are compiled in.
///
/// One world after another, so that tests which wait for a clock get their turn.
@Suite(.serialized)
struct ScenarioTests {
    private static let names = (try? ScenarioCatalogue())?.names ?? []

    private func state(_ name: String) throws -> WorldState {
        let catalogue = try ScenarioCatalogue()
        let start = Timestamp(secondsSinceEpoch: 1_767_225_600, nanoseconds: 0)
        return try catalogue.state(
            of: name, access: SimulatorAccess(catalogue.values, randomness: .seeded(1)), now: start,
            randomness: .seeded(2))
    }

    @Test func `there are many, and no name twice`() throws {
        #expect(Self.names.count >= 45)
        #expect(Set(Self.names).count == Self.names.count)
        #expect(Self.names.prefix(2) == ["fresh", "ready"])
    }

    @Test(arguments: names) func `each can be built, and says what is the case`(_ name: String) throws {
        let scenario = try ScenarioCatalogue().scenario(name)
        #expect(scenario.title.hasSuffix("."))
        let built = try state(name)
        guard let base = scenario.base else { return }
        #expect(describe(built) != describe(try state(base)), "nothing is different from \(base)")
    }

    @Test func `fresh has nothing of the setup, ready all of it`() throws {
        let fresh = try state("fresh")
        #expect(fresh[iam: "111122223333"].roles.isEmpty)
        #expect(fresh[iam: "111122223333"].providers.isEmpty)
        #expect(
            fresh.cluster.objects[ObjectKey(resource: "serviceaccounts", namespace: "default", name: "ses-sender")]
                == nil)
        let ready = try state("ready")
        let role = try #require(ready[iam: "111122223333"].roles["ses-sender-role"])
        #expect(ready[iam: "111122223333"].providers.count == 1)
        #expect(role.attachedPolicies == ["arn:aws:iam::111122223333:policy/ses-sender-policy"])
        let identity = try #require(ready[ses: "444455556666", "eu-west-1"].identities["no-reply@example.com"])
        #expect(identity.isVerified)
        #expect(identity.policies["ses-sender"]?.text.contains("Role\(role.id)") == true)
        #expect(ready[ses: "111122223333", "eu-west-1"].identities["ops@example.com"]?.isVerified == true)
        #expect(ready.pendingLinks.isEmpty)
        #expect(ready.inbox.count == 3)
    }

    @Test func `an unknown name lists the known ones`() throws {
        let error = #expect(throws: ScenarioError.self) { try SimulatedWorld("reddy") }
        #expect(
            error?.sentence.hasPrefix("There is no scenario \"reddy\". Like it is: ready. \"sesame simulate --list\"")
                == true)
        #expect(
            ScenarioError.unknown("door-3", known: ["door1-deny", "k8s-door", "ready"]).sentence
                == "There is no scenario \"door-3\". Like it is: k8s-door. \"sesame simulate --list\" shows all 3.")
        #expect(
            ScenarioError.unknown("zzzz", known: ["fresh"]).sentence
                == "There is no scenario \"zzzz\". \"sesame simulate --list\" shows all 1.")
    }

    @Test func `going back keeps the credentials`() throws {
        let world = try SimulatedWorld("ready")
        let keys = {
            world.world.read { Set($0.accounts.values.flatMap { $0.iam.users.values.flatMap(\.accessKeys.keys) }) }
        }
        let before = keys()
        try world.change(by: "irsa-no-oidc-provider")
        #expect(world.world.read { $0[iam: "111122223333"].providers.isEmpty })
        #expect(throws: ScenarioError.self) { try world.change(by: "irsa-no-oidc-provider") }
        try world.reset(to: "ready")
        #expect(!world.world.read { $0[iam: "111122223333"].providers.isEmpty })
        #expect(keys() == before)
        #expect(before.count == 2)
    }

    /// Everything that a scenario could change, as text.
    private func describe(_ state: WorldState) -> String {
        let cluster = state.cluster
        let objects = ResourceKind.all.flatMap { cluster.objects.list($0.id).map { $0.object.serialized(.compact) } }
        let accounts = state.accounts.sorted { $0.key < $1.key }.map { String(describing: $0.value) }
        let secrets = state.accounts.values.flatMap {
            $0.iam.users.values.flatMap { $0.accessKeys.values.map(\.value) }
        }
        return
            (objects + accounts + secrets.sorted() + state.endedKeys.sorted() + [
                cluster.name, "\(cluster.staticTokens)",
            ]).joined()
            + "\(state.options)\(cluster.accessEntries)\(cluster.podIdentityAssociations)\(cluster.publicEndpoint)"
            + "\(cluster.bindings)\(cluster.unpullableImages)"
    }
}
