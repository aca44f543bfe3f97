"""An event joined while the close of the stream is on its way is answered all the same."""

import pytest

pytestmark = pytest.mark.browser

# A line on which the close of a stream arrives late, after what is asked for meanwhile.
SLOW_CLOSE = """
const plain = window.fetch;
window.lateCloses = 0;
window.fetch = async (...request) => {
  const response = await plain(...request);
  if (!(request[0].url ?? String(request[0])).includes("/queue/data?")) return response;
  const late = new TransformStream({
    async transform(text, controller) {
      const [before, ...after] = text.split('data: {"msg":"close_stream"');
      if (before) controller.enqueue(before);
      if (!after.length) return;
      await new Promise((resolve) => setTimeout(resolve, 600));
      window.lateCloses += 1;
      controller.enqueue('data: {"msg":"close_stream"' + after.join(""));
    },
  });
  const body = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(late);
  const { status, headers } = response;
  return new Response(body.pipeThrough(new TextEncoderStream()), { status, headers });
};
"""


@pytest.fixture
def slow_page(browser, provinces_server):
    context = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 860})
    context.set_default_timeout(60_000)
    context.add_init_script(SLOW_CLOSE)
    page = context.new_page()
    page.goto(provinces_server.url + "?tab=library")
    yield page
    context.close()


def test_what_is_asked_for_before_a_late_close_is_answered(slow_page):
    slow_page.locator("#gov-library tbody tr").first.wait_for()  # asked for on arrival
    slow_page.get_by_role("tab", name="提问", exact=True).click()
    box = slow_page.locator("#gov-box textarea")
    for number, question in enumerate(("2024年浙江省粮食产量是多少？", "2023年呢？"), 1):
        slow_page.wait_for_function("closes => window.lateCloses > closes", arg=number - 1)
        box.fill(question)
        box.press("Enter")
        slow_page.locator(f"#turn-{number}[data-turn]").wait_for()
    assert slow_page.evaluate("window.lateCloses") >= 2
