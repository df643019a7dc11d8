import Calls
import Canvas
import Design
import Diagnosis
import Testing

@testable import Wizard

/// The test from inside the cluster, on screen 7.
@Suite struct PodTests {
    private func atTest() -> Driver {
        var driver = Driver(.live)
        driver.walk(to: .test)
        return driver
    }

    @Test func `p sends from the pod, and what happens there is told as it comes`() {
        var driver = atTest()
        driver.sendFromPod([.workload(PodScenes.starts)])
        #expect(
            driver.effects.contains { if case .send(_, let options, _) = $0 { options.via == .pod } else { false } })
        let text = driver.text()
        #expect(text.contains("… 1  Workload ses-test starts"))
        #expect(text.contains("✓ token") && text.contains("put in by the webhook"))
        #expect(text.contains("Nothing was sent yet."))
        // Esc stops the waiting, and says so.
        driver.press(.escape)
        #expect(driver.text().contains("Stopped before the message was sent. The pod stays as it is."))
        #expect(driver.state.testing.mayBeOut == false)
    }

    @Test func `Enter on a row shows what the cluster says`() {
        var driver = atTest()
        driver.sendFromPod([.workload(PodScenes.image)], end: PodScenes.unpulled)
        #expect(driver.text().contains("K8S-IMAGE"))
        driver.state.route.place(.row(0))
        driver.press(.enter)
        #expect(driver.text().contains("08:00:31 UTC"))
        #expect(driver.text().contains("3 times"))
    }

    @Test func `a message from the pod says that pods do, and offers to remove what was made`() {
        var driver = atTest()
        driver.sendFromPod(end: PodScenes.sent)
        let text = driver.text()
        #expect(text.contains("Message sent, from inside the pod."))
        #expect(text.contains("┌ in pod ses-test-6d9f7c-x2lq7"))
        #expect(text.contains("▸ [ Continue ]"))
        driver.state.route.place(.button(.removeWorkload))
        driver.press(.enter)
        #expect(driver.text().contains("deployment ses-test in namespace default, made by sesame"))
        #expect(driver.effects.allSatisfy { if case .removeWorkload = $0 { false } else { true } })
        // Enter too many is the harmless answer.
        driver.press(.enter)
        #expect(driver.effects.allSatisfy { if case .removeWorkload = $0 { false } else { true } })
        driver.state.route.place(.button(.removeWorkload))
        driver.press(.enter, .left, .enter)
        #expect(
            driver.effects.contains { if case .removeWorkload(_, let uid, _) = $0 { uid == "d-1" } else { false } })
    }

    @Test func `both ways that differ stand side by side`() {
        var driver = atTest()
        driver.press(.enter)
        driver.sendFromPod(end: PodScenes.unreachable)
        let text = driver.text()
        #expect(text.contains("The same message, twice"))
        #expect(text.contains("✓ webhook   ✓ image   ✗ network   · library"))
        #expect(text.contains("K8S-STS-ROUTE"))
        // What was changed since makes both old.
        driver.state.testing.isOld = true
        #expect(driver.state.testing.comparison == nil)
    }

    @Test func `the way is chosen with Left and Right, round in both directions`() {
        var driver = atTest()
        driver.state.route.place(.choice(.sendVia))
        var ways: [SendWay] = []
        for key in [Key.right, .right, .right, .left] {
            driver.press(key)
            ways.append(driver.state.testing.request.via)
        }
        #expect(ways == [.pod, .owner, .chain, .owner])
    }

    @Test func `e shows the line for kubectl`() {
        var driver = atTest()
        driver.sendFromPod(end: PodScenes.sent)
        driver.press(.character("e"))
        #expect(driver.text().contains("kubectl exec -n default ses-test-6d9f7c-x2lq7"))
    }
}
