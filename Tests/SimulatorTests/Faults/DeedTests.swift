import Testing
import Wire

@testable import Simulator

/// What counts as a change of the world, and what a kept list of faults hangs on.
struct DeedTests {
    private let world: SimulatedWorld
    private let face: KubernetesFace

    init() throws {
        world = try SimulatedWorld("ready")
        face = KubernetesFace(world.world, hub: world.hub)
    }

    /// How many deeds were counted meanwhile, and whether the state is another one.
    private func counted(_ work: () async throws -> Void) async rethrows -> (deeds: Int, isChanged: Bool) {
        let before = (world.world.deeds, world.world.revision)
        try await work()
        return (world.world.deeds - before.0, world.world.revision != before.1)
    }

    private func ask(_ method: String, _ target: String, _ body: String = "", _ type: String = "application/json") async
    {
        let token = world.access.clusterTokens[0].token
        _ = await face.answer(
            RawRequest(
                method: method, target: target,
                headers: [("authorization", "Bearer \(token)"), ("content-type", type)], body: Array(body.utf8)))
    }

    @Test func `writes to the cluster count that leave something behind`() async {
        let account = "/api/v1/namespaces/default/serviceaccounts/ses-sender"
        let patch = #"{"metadata":{"annotations":{"a":"b"}}}"#
        let merge = "application/merge-patch+json"
        #expect(await counted { await ask("GET", account) } == (0, false))
        #expect(await counted { await ask("PATCH", account + "?dryRun=All", patch, merge) }.deeds == 0)
        #expect(await counted { await ask("PATCH", account, patch, merge) } == (1, true))
        #expect(await counted { await ask("PATCH", account, patch, merge) }.deeds == 0)
        #expect(await counted { await ask("POST", account + "/token", "{}") }.deeds == 0)
        #expect(await counted { await ask("PATCH", account + "-gone", patch, merge) }.deeds == 0)
        #expect(await counted { await ask("DELETE", account) } == (1, true))
    }

    @Test func `a fault counts, its mending too, and neither when nothing came of it`() async throws {
        #expect(try await counted { try world.breakFault("ses-identity-policy-missing") } == (1, true))
        #expect(
            await counted { #expect(throws: FaultProblem.self) { try world.breakFault("ses-identity-policy-missing") } }
                .deeds == 0)
        #expect(await counted { world.mend("ses-identity-policy-missing") } == (1, true))
        #expect(await counted { world.mend("ses-identity-policy-missing") }.deeds == 0)
        #expect(try await counted { try world.arm("irsa-no-oidc-provider", on: .send) } == (0, true))
    }

    @Test func `the count goes back with the world, and the list is made anew`() async throws {
        let before = world.snapshot()
        try world.breakFault("irsa-no-oidc-provider")
        let (deeds, revision) = (world.world.deeds, world.world.revision)
        await world.restore(before)
        #expect(world.world.deeds == deeds - 1 && world.world.revision != revision)
    }

    @Test func `a twin goes its own way`() throws {
        try world.breakFault("ses-identity-policy-missing")
        let twin = world.twin()
        #expect(WorldText.difference(world.world.read { $0 }, twin.world.read { $0 }) == [])
        twin.mend("ses-identity-policy-missing")
        try twin.breakFault("irsa-no-oidc-provider")
        #expect(world.faults().filter { $0.standing != .off }.map(\.name) == ["ses-identity-policy-missing"])
        #expect(twin.faults().filter { $0.standing != .off }.map(\.name) == ["irsa-no-oidc-provider"])
    }
}
